//! Text that is safe in HTML.

/// The text as HTML shows it.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            character if character.is_control() => safe.push(' '),
            character => safe.push(character),
        }
    }
    safe
}

/// A link that tells where it goes; only to the web.
pub(super) fn link(address: &str, text: &str) -> String {
    let text = escaped(text);
    if address.starts_with("https://") || address.starts_with("http://") {
        let address = escaped(address);
        format!("<a href=\"{address}\" rel=\"noreferrer\">{text}</a>")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_written_by_anybody_becomes_markup() {
        assert_eq!(
            escaped("<b a='\"'>&\n"),
            "&lt;b a=&#39;&quot;&#39;&gt;&amp; "
        );
        assert_eq!(link("javascript:alert(1)", "<i>"), "&lt;i&gt;");
        assert!(link("https://a.org/?a=\"", "a").contains("?a=&quot;\""));
    }
}
