//! Uncertainty of measurement by the GUM (JCGM 100:2008) and its first supplement (JCGM 101:2008).

mod comparison;
mod coverage;
mod joint;
mod monte_carlo;
mod propagation;
mod student;
mod type_a;
mod type_b;

pub use comparison::{normalised_error, normalised_gap};
pub use coverage::{Expanded, effective_degrees_of_freedom, expanded};
pub use joint::{JointError, JointReadings};
pub use monte_carlo::{Inputs, MonteCarlo, monte_carlo};
pub use propagation::{Budget, BudgetLine, propagate, propagate_joint};
pub use student::{coverage_factor, student_cdf};
pub use type_a::{TypeA, TypeAError};
pub use type_b::TypeB;
