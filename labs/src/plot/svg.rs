//! A drawing in SVG: a few shapes and words, numbers to a hundredth of a pixel.

use std::fmt::Write;

/// A text with what XML would read as its own written out.
pub fn escaped(text: &str) -> String {
    text.chars()
        // XML has no way to write most control characters.
        .filter(|c| !c.is_control() || *c == '\n')
        .fold(String::with_capacity(text.len()), |mut safe, c| {
            match c {
                '&' => safe.push_str("&amp;"),
                '<' => safe.push_str("&lt;"),
                '>' => safe.push_str("&gt;"),
                '"' => safe.push_str("&quot;"),
                '\'' => safe.push_str("&#39;"),
                other => safe.push(other),
            }
            safe
        })
}

/// Where a word is tied to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A drawing.
pub(super) struct Svg {
    width: f64,
    height: f64,
    body: String,
}

impl Svg {
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            body: String::new(),
        }
    }

    /// A straight line; `style` is SVG's attributes.
    pub(super) fn line(&mut self, [x1, y1]: [f64; 2], [x2, y2]: [f64; 2], style: &str) {
        self.push(format_args!(
            r#"<line x1="{x1:.2}" y1="{y1:.2}" x2="{x2:.2}" y2="{y2:.2}" {style}/>"#
        ));
    }

    /// A line through points.
    pub(super) fn path(&mut self, points: &[[f64; 2]], style: &str) {
        let list: Vec<String> = points
            .iter()
            .map(|[x, y]| format!("{x:.2},{y:.2}"))
            .collect();
        let list = list.join(" ");
        self.push(format_args!(
            r#"<polyline points="{list}" fill="none" {style}/>"#
        ));
    }

    pub(super) fn circle(&mut self, [x, y]: [f64; 2], radius: f64, style: &str) {
        self.push(format_args!(
            r#"<circle cx="{x:.2}" cy="{y:.2}" r="{radius:.2}" {style}/>"#
        ));
    }

    /// A word.
    pub(super) fn text(&mut self, [x, y]: [f64; 2], anchor: Anchor, words: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let words = escaped(words);
        self.push(format_args!(
            r#"<text x="{x:.2}" y="{y:.2}" text-anchor="{anchor}">{words}</text>"#
        ));
    }

    /// A word from bottom to top.
    pub(super) fn upright(&mut self, [x, y]: [f64; 2], words: &str) {
        let words = escaped(words);
        self.push(format_args!(
            r#"<text transform="translate({x:.2} {y:.2}) rotate(-90)" text-anchor="middle">{words}</text>"#
        ));
    }

    fn push(&mut self, shape: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.body.write_fmt(shape);
        self.body.push('\n');
    }

    /// The whole of it, called `title` for those who cannot see it.
    pub(super) fn finish(self, title: &str) -> String {
        let Self {
            width,
            height,
            body,
        } = self;
        let title = escaped(title);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" \
             role=\"img\" font-family=\"Inter, sans-serif\" font-size=\"12\"><title>{title}</title>\n\
             <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{body}</svg>\n"
        )
    }
}
