//! What a host at the console has done that is no command of the room: notebooks marked once more, a session erased.

use std::sync::Arc;

use tokio::{sync::oneshot, task::spawn_blocking};

use super::{gate::Console, tongue::Tongue};
use crate::server::{
    Identity, ServerError,
    room::{NotErased, NotRemarked, ToRoom},
    setup::content,
};

/// Something of that kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Errand {
    /// Mark what was handed in by the lesson as it is on the disk now.
    Remark,
    /// Erase the session, which is over.
    Erase,
}

/// Whether it went well, and the sentence; nothing if the room is gone.
pub(super) async fn run(
    console: &Console,
    errand: Errand,
    tongue: Tongue,
) -> Option<(bool, String)> {
    match errand {
        Errand::Remark => remark(console, tongue).await,
        Errand::Erase => erase(console, tongue).await,
    }
}

async fn remark(console: &Console, tongue: Tongue) -> Option<(bool, String)> {
    let folder = console.folder.clone();
    // Reading a scene takes a while; pages go on meanwhile.
    let content = spawn_blocking(move || content(&folder)).await.ok()?;
    let no_lab = tongue.say(
        "Cette séance n’a pas de travaux pratiques à noter, ou elle est terminée.",
        "This session has no lab to mark, or is over.",
    );
    let (lab, lesson) = match content {
        Ok(content) => match content.lab {
            Some(lab) => (lab, Arc::clone(&content.texts)),
            None => return Some((false, no_lab.to_owned())),
        },
        Err(ServerError::Lesson(problems)) => {
            let head = tongue.say("La leçon a des erreurs :", "The lesson has errors:");
            return Some((false, format!("{head} {problems}")));
        }
        Err(error) => return Some((false, error.sentence(tongue.0))),
    };
    let (reply, answer) = oneshot::channel();
    let ask = ToRoom::Remark {
        lab: Box::new(lab),
        reply,
    };
    console.room.send(ask).ok()?;
    Some(match answer.await.ok()? {
        Ok(changed) => {
            console.marks_by(lesson);
            let words = tongue.count(
                changed,
                ["note a changé", "notes ont changé"],
                ["mark has changed", "marks have changed"],
            );
            let head = tongue.say(
                "Les cahiers rendus sont notés de nouveau d’après le fichier de la leçon :",
                "The notebooks handed in are marked again by the lesson’s file:",
            );
            (true, format!("{head} {words}."))
        }
        Err(NotRemarked::NoLab) => (false, no_lab.to_owned()),
        Err(NotRemarked::OtherTruth) => (
            false,
            tongue
                .say(
                    "Le fichier de la leçon ne change pas que la notation : ce qui est mesuré ou vrai y est autre qu’au début de la séance. Rien n’a changé.",
                    "The lesson’s file changes more than how work is marked: what is measured or true in it is other than when the session began. Nothing was changed.",
                )
                .to_owned(),
        ),
        Err(NotRemarked::BadKey(sentence)) => {
            let head = tongue.say("La grille est inutilisable :", "The grid cannot be used:");
            (false, format!("{head} {sentence}"))
        }
    })
}

async fn erase(console: &Console, tongue: Tongue) -> Option<(bool, String)> {
    let (reply, answer) = oneshot::channel();
    console.room.send(ToRoom::Erase(reply)).ok()?;
    match answer.await.ok()? {
        Ok(()) => {}
        Err(NotErased::GoesOn) => {
            let sentence = tongue.say(
                "La séance n’est pas terminée : terminez-la d’abord.",
                "The session is not over: end it first.",
            );
            return Some((false, sentence.to_owned()));
        }
        Err(NotErased::Failed(error)) => return Some((false, error.to_string())),
    }
    console.room.send(ToRoom::Forget).ok()?;
    if let Err(error) = Identity::retire(&console.data) {
        tracing::warn!("the server's keys could not be forgotten: {error}");
    }
    let sentence = tongue.say(
        "La séance est effacée de cet ordinateur, avec ses clés.",
        "The session is erased from this computer, with its keys.",
    );
    Some((true, sentence.to_owned()))
}
