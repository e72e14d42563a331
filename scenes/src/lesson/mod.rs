//! Lessons: what an author writes in `lesson.toml` and `key.toml`, typed, and the loader.

mod date;
mod fact;
mod formation;
mod key;
mod load;
mod localised;
mod media;
mod outline;
mod quiz;
mod rally;
mod stop;

pub use date::Date;
pub use fact::{Fact, Source};
pub use formation::Formation;
pub use key::{KEY_FILE, Key, KeyAnswer, Solution, Solutions, Solved, load_key};
pub use load::{LESSON_FILE, LoadedLesson, load};
pub use localised::Localised;
pub use media::{Media, MediaKind};
pub use outline::{Author, Lesson, LessonKind, Privacy, SceneChoice, VisitOrder};
pub use quiz::{AnsweredBy, Choice, Quiz, QuizKind, RallyVerb};
pub use rally::Rally;
pub use stop::Stop;
