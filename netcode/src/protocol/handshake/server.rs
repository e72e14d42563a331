//! The server's side of the code exchange.

use spake2::{Ed25519Group, Spake2};

use super::element::SIDE_CLIENT;
use super::key::{ConfirmationKey, Side, client_identity, password, server_identity};
use super::{Confirmation, Element, Exporter};
use crate::protocol::{Challenge, JoinCode, Refusal};

/// A server that has answered a client and waits for its confirmation.
///
/// The answer already tells the client whether its guess was right. So a try counts against
/// [`TRIES`](crate::protocol::limits::TRIES) when it is answered, and is given back when the client's confirmation holds.
#[derive(Debug)]
pub struct ServerHandshake {
    key: ConfirmationKey,
}

impl ServerHandshake {
    /// Answers a client's element.
    ///
    /// # Errors
    /// [`Refusal::Malformed`] if the element is no point of the group.
    pub fn answer(
        code: &JoinCode,
        client: &Element,
        exporter: &Exporter,
    ) -> Result<(Self, Challenge), Refusal> {
        let (exchange, message) = Spake2::<Ed25519Group>::start_b(
            &password(code),
            &client_identity(),
            &server_identity(),
        );
        let element = Element::from_message(&message);
        let key = exchange
            .finish(&client.to_message(SIDE_CLIENT))
            .map_err(|_| Refusal::Malformed)?;
        let key = ConfirmationKey::new(key, *client, element, *exporter);
        let confirmation = key.confirm(Side::Server);
        Ok((
            Self { key },
            Challenge {
                element,
                confirmation,
            },
        ))
    }

    /// Checks that the client knows the code and that nobody is in between.
    ///
    /// # Errors
    /// [`Refusal::WrongCode`] otherwise.
    pub fn verify(self, confirmation: &Confirmation) -> Result<(), Refusal> {
        if self.key.is_confirmed(Side::Client, confirmation) {
            Ok(())
        } else {
            Err(Refusal::WrongCode)
        }
    }
}
