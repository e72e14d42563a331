//! The report as lines for a terminal.

use std::fmt;

use super::{PersonReport, Report, StopReport};
use crate::protocol::{Device, Role};

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            session,
            lesson,
            began_ms,
            ended_ms,
            last_ms: _,
            learners,
            in_headset,
            hosts,
            most_at_once,
            interruptions,
            sent_out,
            hands,
            reactions,
            gathered,
            stops,
            quizzes,
            interests,
            people,
        } = self;
        writeln!(f, "session         {session}")?;
        writeln!(f, "lesson          {} ({})", lesson.title.fr, lesson.id)?;
        writeln!(f, "began           {} s since 1970 (UTC)", began_ms / 1_000)?;
        let so_far = if ended_ms.is_some() {
            ""
        } else {
            ", not ended"
        };
        writeln!(
            f,
            "length          {} min{so_far}",
            self.length_ms() / 60_000
        )?;
        writeln!(
            f,
            "learners        {learners} ({in_headset} in a headset, {most_at_once} at once at most)"
        )?;
        writeln!(f, "hosts           {hosts}")?;
        writeln!(f, "interruptions   {interruptions}")?;
        writeln!(f, "sent out        {sent_out}")?;
        writeln!(f, "hands raised    {hands}")?;
        writeln!(f, "reactions       {}", reactions.values().sum::<usize>())?;
        writeln!(f, "gathered        {gathered}")?;
        writeln!(f)?;
        writeln!(
            f,
            "{:<28}{:>9}{:>13}{:>14}{:>8}{:>6}",
            "stop", "reached", "median stay", "longest stay", "opened", "led"
        )?;
        for stop in stops {
            write_stop(f, stop)?;
        }
        if !quizzes.is_empty() {
            writeln!(f)?;
            writeln!(f, "{:<28}{:>9}{:>13}", "quiz", "answered", "right")?;
            for quiz in quizzes {
                let (answered, right) = (quiz.answered, quiz.right);
                writeln!(f, "{:<28}{answered:>9}{right:>13}", quiz.quiz.as_str())?;
            }
        }
        if !interests.is_empty() {
            writeln!(f)?;
            writeln!(f, "{:<28}{:>9}", "interests", "people")?;
            for (formation, people) in interests {
                writeln!(f, "{:<28}{people:>9}", formation.as_str())?;
            }
        }
        if let Some(people) = people {
            writeln!(f)?;
            writeln!(
                f,
                "{:<28}{:>10}{:>9}{:>7}  reached",
                "person", "role", "minutes", "hands"
            )?;
            for person in people {
                write_person(f, person)?;
            }
        }
        Ok(())
    }
}

fn write_stop(f: &mut fmt::Formatter<'_>, stop: &StopReport) -> fmt::Result {
    let seconds = |ms: Option<u64>| ms.map_or("-".to_owned(), |ms| format!("{} s", ms / 1_000));
    writeln!(
        f,
        "{:<28}{:>9}{:>13}{:>14}{:>8}{:>6}",
        stop.stop.as_str(),
        stop.reached,
        seconds(stop.dwell_median_ms),
        seconds(stop.dwell_longest_ms),
        stop.opened,
        stop.led
    )
}

fn write_person(f: &mut fmt::Formatter<'_>, person: &PersonReport) -> fmt::Result {
    let role = match (person.role, person.device) {
        (Role::Host, _) => "host",
        (Role::Observer, _) => "observer",
        (Role::Learner, Device::Headset) => "headset",
        (Role::Learner, Device::Desktop) => "screen",
    };
    let reached: Vec<&str> = person.reached.iter().map(|stop| stop.as_str()).collect();
    writeln!(
        f,
        "{:<28}{role:>10}{:>9}{:>7}  {}",
        person.nickname.as_str(),
        person.stayed_ms / 60_000,
        person.hands,
        reached.join(", ")
    )
}
