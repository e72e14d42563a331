//! Lessons: what an author writes in `lesson.toml`, typed, and the loader.

mod date;
mod fact;
mod load;
mod localised;
mod outline;
mod stop;

pub use date::Date;
pub use fact::{Fact, Source};
pub use load::{LESSON_FILE, LoadedLesson, load};
pub use localised::Localised;
pub use outline::{Author, Lesson, LessonKind, Privacy, SceneChoice};
pub use stop::Stop;
