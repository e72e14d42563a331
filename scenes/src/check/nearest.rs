//! What was perhaps meant: the nearest of the words that are possible.

/// Typing mistakes counted as one: a wrong, missing, extra or swapped letter.
const MISTAKES_MAX: usize = 2;

/// The possible word that is at most two typing mistakes away, if it is not a wholly different short word.
pub(super) fn word<'a>(
    written: &str,
    possible: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(written, possible, MISTAKES_MAX)
}

/// The possible id that is nearest, up to a third of it wrong: ids are long and people remember their beginning.
pub(super) fn id<'a>(written: &str, possible: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(
        written,
        possible,
        MISTAKES_MAX.max(written.chars().count() / 3),
    )
}

fn nearest<'a>(
    written: &str,
    possible: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Option<String> {
    // A word of a thousand letters is no typing mistake, and comparing it would cost a million steps.
    let length = written.chars().count();
    if length > 200 {
        return None;
    }
    possible
        .into_iter()
        .filter(|word| word.chars().count() <= 200)
        .map(|word| (strsim::osa_distance(&written.to_lowercase(), word), word))
        .filter(|(mistakes, word)| {
            *mistakes <= most && mistakes * 2 <= length.max(word.chars().count())
        })
        .min_by_key(|(mistakes, _)| *mistakes)
        .map(|(_, word)| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_suggested_and_far_ones_are_not() {
        assert_eq!(
            word("titel", ["id", "title", "card"]).as_deref(),
            Some("title")
        );
        assert_eq!(word("Title", ["title"]).as_deref(), Some("title"));
        assert_eq!(
            word("anchors", ["anchor", "authors"]).as_deref(),
            Some("anchor")
        );
        assert_eq!(word("colour", ["id", "title"]), None);
        assert_eq!(word("es", ["fr", "en"]).as_deref(), Some("en"));
        assert_eq!(word("xy", ["fr", "en"]), None);
        assert_eq!(
            id("poi.vie_etudiant", ["poi.droit", "poi.vie-etudiante"]).as_deref(),
            Some("poi.vie-etudiante")
        );
    }
}
