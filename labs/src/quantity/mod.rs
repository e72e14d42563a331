//! Quantities with units, and values with their uncertainty, as people write them.

mod measured;
mod number;
mod unit;
mod value;

pub use measured::Measured;
pub use number::{Notation, NumberError, parse_number};
pub use unit::{Dimension, Unit, UnitError};
pub use value::{Quantity, QuantityError};
