//! `pleiades check`: what is wrong in a lesson, with file, line and what to write instead.

use std::{io::Write, path::PathBuf, process::ExitCode};

use pleiades_scenes::lint::{self, Severity};

use crate::language::Phrases;

/// Checks every path; succeeds when there is no error (warnings are told and forgiven).
pub(super) fn check(paths: &[PathBuf], phrases: &Phrases) -> anyhow::Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    let (mut lessons, mut errors, mut warnings) = (0_usize, 0_usize, 0_usize);
    for path in paths {
        let report = lint::lint(path);
        lessons += report.lessons;
        for problem in &report.problems {
            match problem.severity {
                Severity::Error => errors += 1,
                Severity::Warning => warnings += 1,
            }
            writeln!(out, "{}", problem.render(phrases.language()))?;
        }
    }
    let summary = [
        ("lessons", lessons.into()),
        ("errors", errors.into()),
        ("warnings", warnings.into()),
    ];
    writeln!(out, "{}", phrases.with("check-summary", &summary))?;
    Ok(if errors == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
