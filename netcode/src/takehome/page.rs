//! The page itself.

use std::collections::BTreeSet;

use pleiades_scenes::{
    Language,
    lesson::{Date, Lesson, Localised, Stop},
};

use super::{
    Visited,
    html::{escaped, link},
    words::{Words, words},
};

const STYLE: &str = "\
:root{color-scheme:light}\
body{font:1.05rem/1.55 system-ui,sans-serif;color:#1a2433;background:#fbf8f1;max-width:44rem;margin:0 auto;padding:1.5rem}\
h1{font-size:1.8rem;line-height:1.2;margin:.2rem 0 .6rem}\
h2{font-size:1.25rem;margin:2rem 0 .6rem;padding-bottom:.2rem;border-bottom:3px solid #e0a030}\
h3{font-size:1.05rem;margin:1.1rem 0 .2rem}\
ul{margin:.3rem 0;padding-left:1.3rem}\
li{margin:.3rem 0}\
a{color:#0b4f8a}\
.s{font-size:.88rem;color:#4a5568}\
.w{font-size:.88rem;color:#8a2f16;font-weight:600}\
footer{margin-top:2.5rem;font-size:.88rem;color:#4a5568}\
@media print{body{background:#fff;max-width:none;padding:0;font-size:11pt}h2{break-after:avoid}li{break-inside:avoid}\
a[href]::after{content:\" (\" attr(href) \")\";font-size:.8em;word-break:break-all}}";

/// The card of somebody who has visited a lesson, in one language, as of `today`: a whole HTML page that needs nothing else.
///
/// What has expired by `today` is marked; what the lesson does not know is not there.
pub fn page(lesson: &Lesson, visited: &Visited, language: Language, today: Date) -> String {
    Page {
        lesson,
        visited,
        language,
        today,
        words: words(language),
        html: String::new(),
        cited: BTreeSet::new(),
    }
    .whole()
}

struct Page<'a> {
    lesson: &'a Lesson,
    visited: &'a Visited,
    language: Language,
    today: Date,
    words: &'static Words,
    html: String,
    /// Sources to list at the end.
    cited: BTreeSet<&'a str>,
}

impl<'a> Page<'a> {
    fn whole(mut self) -> String {
        let title = self.text(&self.lesson.title);
        let Words { heading, intro, .. } = self.words;
        let code = self.language.code();
        self.push(&format!(
            "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
             <meta name=\"robots\" content=\"noindex\">\n<title>{heading} – {title}</title>\n\
             <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{heading} : {title}</h1>\n<p>{intro}</p>\n"
        ));
        self.interests();
        self.seen();
        self.learnt();
        self.questions();
        self.sources();
        let Words {
            made_on, nobody, ..
        } = self.words;
        let today = self.today;
        self.push(&format!(
            "</main>\n<footer><p>{made_on} {today}. {nobody}</p></footer>\n</body>\n</html>\n"
        ));
        self.html
    }

    fn interests(&mut self) {
        self.heading(self.words.interests);
        let lesson = self.lesson;
        let liked: Vec<_> = self
            .visited
            .interests
            .iter()
            .filter_map(|id| lesson.formation(id.as_str()))
            .collect();
        if liked.is_empty() {
            return self.paragraph(self.words.no_interests);
        }
        self.push("<ul>\n");
        for formation in liked {
            let title = self.text(&formation.title);
            self.push(&format!("<li><strong>{title}</strong>"));
            if let Some(about) = &formation.about {
                let about = self.text(about);
                self.push(&format!("<br>{about}"));
            }
            let more = link(&formation.link, self.words.more);
            self.push(&format!("<br>{more}"));
            self.cite(&formation.source, formation.is_expired(self.today));
            self.push("</li>\n");
        }
        self.push("</ul>\n");
    }

    fn seen(&mut self) {
        self.heading(self.words.seen);
        let stops = self.stops();
        if stops.is_empty() {
            return self.paragraph(self.words.nothing_seen);
        }
        for stop in stops {
            let title = self.text(&stop.title);
            self.push(&format!("<h3>{title}</h3>\n"));
            if stop.facts.is_empty() {
                continue;
            }
            self.push("<ul>\n");
            for fact in &stop.facts {
                let text = self.text(&fact.text);
                self.push(&format!("<li>{text}"));
                self.cite(&fact.source, fact.is_expired(self.today));
                self.push("</li>\n");
            }
            self.push("</ul>\n");
        }
    }

    fn learnt(&mut self) {
        let lesson = self.lesson;
        let known: Vec<_> = self
            .visited
            .quizzes
            .iter()
            .filter_map(|over| Some((over, lesson.quiz(over.quiz.as_str())?.1)))
            .collect();
        if known.is_empty() {
            return;
        }
        self.heading(self.words.learnt);
        self.push("<ul>\n");
        for (over, quiz) in known {
            let question = self.text(&quiz.question);
            let why = escaped(over.why.get(self.language));
            let (sign, word) = if over.right {
                ("✓", self.words.right)
            } else {
                ("→", self.words.wrong)
            };
            self.push(&format!(
                "<li>{question}<br><strong>{sign} {word}</strong> : {why}</li>\n"
            ));
        }
        self.push("</ul>\n");
    }

    fn questions(&mut self) {
        let questions: Vec<String> = self
            .stops()
            .into_iter()
            .flat_map(|stop| &stop.questions)
            .map(|question| self.text(question))
            .collect();
        if questions.is_empty() {
            return;
        }
        self.heading(self.words.ask);
        self.push("<ul>\n");
        for question in questions {
            self.push(&format!("<li>{question}</li>\n"));
        }
        self.push("</ul>\n");
    }

    fn sources(&mut self) {
        let lesson = self.lesson;
        let cited = std::mem::take(&mut self.cited);
        if cited.is_empty() {
            return;
        }
        self.heading(self.words.sources);
        self.push("<ul class=\"s\">\n");
        for source in lesson
            .sources
            .iter()
            .filter(|source| cited.contains(&*source.id))
        {
            let linked = link(&source.url, &source.title);
            let read_on = self.words.read_on;
            let checked = source.checked;
            self.push(&format!("<li>{linked}, {read_on} {checked}</li>\n"));
        }
        self.push("</ul>\n");
    }

    /// Names a source under what it says, and whether that may have changed.
    fn cite(&mut self, source: &'a str, expired: bool) {
        let Some(source) = self.lesson.source(source) else {
            return;
        };
        self.cited.insert(&source.id);
        let title = escaped(&source.title);
        let Words {
            read_on, to_check, ..
        } = self.words;
        let checked = source.checked;
        self.push(&format!(
            "<br><span class=\"s\">{title}, {read_on} {checked}</span>"
        ));
        if expired {
            self.push(&format!("<br><span class=\"w\">⚠ {to_check}</span>"));
        }
    }

    fn stops(&self) -> Vec<&'a Stop> {
        let lesson = self.lesson;
        self.visited
            .stops
            .iter()
            .filter_map(|id| lesson.stop(id.as_str()))
            .collect()
    }

    fn text(&self, text: &Localised) -> String {
        escaped(text.get(self.language))
    }

    fn heading(&mut self, text: &str) {
        self.push(&format!("<h2>{text}</h2>\n"));
    }

    fn paragraph(&mut self, text: &str) {
        self.push(&format!("<p>{text}</p>\n"));
    }

    fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }
}
