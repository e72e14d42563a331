//! The client's side of the code exchange.

use std::fmt;

use spake2::{Ed25519Group, Spake2};

use super::element::SIDE_SERVER;
use super::key::{ConfirmationKey, Side, client_identity, password, server_identity};
use super::{Confirmation, Element, Exporter};
use crate::protocol::{Challenge, JoinCode, Refusal};

/// A client that has sent its element and waits for the server's. One for each connection.
pub struct ClientHandshake {
    exchange: Spake2<Ed25519Group>,
    element: Element,
}

impl ClientHandshake {
    /// Begins; the element goes into the [`Hello`](crate::protocol::Hello).
    pub fn start(code: &JoinCode) -> (Self, Element) {
        let (exchange, message) =
            Spake2::start_a(&password(code), &client_identity(), &server_identity());
        let element = Element::from_message(&message);
        (Self { exchange, element }, element)
    }

    /// Checks that the server knows the code and that nobody is in between; the confirmation goes into the
    /// [`Join`](crate::protocol::Join).
    ///
    /// # Errors
    /// [`Refusal::WrongCode`] if the server has another code, or is not at the other end of this connection.
    pub fn confirm(
        self,
        challenge: &Challenge,
        exporter: &Exporter,
    ) -> Result<Confirmation, Refusal> {
        let Self { exchange, element } = self;
        let key = exchange
            .finish(&challenge.element.to_message(SIDE_SERVER))
            .map_err(|_| Refusal::WrongCode)?;
        let key = ConfirmationKey::new(key, element, challenge.element, *exporter);
        if key.is_confirmed(Side::Server, &challenge.confirmation) {
            Ok(key.confirm(Side::Client))
        } else {
            Err(Refusal::WrongCode)
        }
    }
}

impl fmt::Debug for ClientHandshake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientHandshake").finish_non_exhaustive()
    }
}
