//! Who somebody is in a session: a number, a role, a nickname, a colour. Never an account.

mod appearance;
mod ids;
mod nickname;
mod role;

pub use appearance::Appearance;
pub use ids::{
    FormationId, LabName, ObjectId, ParticipantId, QuizId, SessionId, SocketId, StopId, TeamId,
};
pub use nickname::{Nickname, NicknameError};
pub use role::{Device, Role};
