//! The sentences in French.

use std::path::PathBuf;

use super::{Fault, Shape};
use crate::Language;
use crate::lesson::MediaKind;
use crate::media::{LENGTH_MAX_S, RATES_HZ, SIDE_MAX_PX};

/// What is wrong, as a sentence without its full stop.
pub(super) fn sentence(fault: &Fault) -> String {
    match fault {
        Fault::FileMissing => "ce fichier ou dossier n'existe pas".to_owned(),
        Fault::FileUnreadable(why) => format!("lecture impossible : {why}"),
        Fault::FileTooLarge(max) => {
            format!(
                "fichier trop gros pour une leçon ({} Kio au plus)",
                max / 1024
            )
        }
        Fault::NotUtf8 => {
            "ce n'est pas du texte UTF-8 ; enregistrez le fichier en UTF-8 dans votre éditeur"
                .to_owned()
        }
        Fault::NoLesson => "ce dossier ne contient aucune leçon (fichier lesson.toml)".to_owned(),
        Fault::Syntax(words) => format!("TOML mal formé : {}", syntax(words)),

        Fault::UnknownField(field) => format!("champ inconnu « {field} »"),
        Fault::MissingField { field, table } if field == "source" && table == "facts" => {
            "fait sans source ; ajoutez source = \"…\", le nom d'une [[source]]".to_owned()
        }
        Fault::MissingField { field, table } if table.is_empty() => {
            format!("il manque le champ « {field} »")
        }
        Fault::MissingField { field, table } => {
            format!("il manque le champ « {field} » dans « {table} »")
        }
        Fault::WrongType { field, expected } => {
            format!("« {field} » doit être {}", shape(*expected))
        }
        Fault::QuotedDate(date) => {
            format!(
                "une date s'écrit sans guillemets, année-mois-jour (2027-09-01), et non \"{date}\""
            )
        }
        Fault::NotAChoice { value, choices } => {
            format!(
                "« {value} » n'est pas possible ici ; choix : {}",
                choices.join(", ")
            )
        }
        Fault::OutOfRange { field, min, max } => {
            format!("« {field} » doit être compris entre {min} et {max}")
        }
        Fault::Empty(field) if field == "fr" => "le texte français est vide".to_owned(),
        Fault::Empty(field) => format!("« {field} » est vide"),
        Fault::MalformedId(id) => format!(
            "« {id} » n'est pas un nom possible : lettres minuscules sans accent et chiffres, séparés par . - ou _"
        ),
        Fault::MalformedVersion(version) => {
            format!("« {version} » n'est pas un numéro de version comme 1.0.0")
        }
        Fault::MalformedUrl(url) => {
            format!("« {url} » n'est pas une adresse complète comme https://www.univ-lorraine.fr/")
        }
        Fault::MalformedPath(path) => format!(
            "« {path} » n'est pas un chemin possible : relatif, avec des /, sans .. et finissant par .glb ou .gltf"
        ),
        Fault::MalformedFile(path) => format!(
            "« {path} » n'est pas un chemin possible : relatif au dossier de la leçon, avec des /, sans .."
        ),
        Fault::TextTooLong { field, most } => {
            format!("« {field} » est trop long ({most} caractères au plus)")
        }
        Fault::Refused(words) => format!("valeur refusée : {}", words.trim()),

        Fault::DuplicateId { id, first_line } => {
            format!("le nom « {id} » est déjà pris à la ligne {first_line}")
        }
        Fault::DuplicateLesson { id, other } => {
            format!(
                "une autre leçon porte déjà le nom « {id} » : {}",
                other.display()
            )
        }
        Fault::FrenchNotListed => "la liste languages doit contenir \"fr\"".to_owned(),
        Fault::TranslationMissing => {
            "texte sans anglais alors que languages annonce \"en\" ; le français sera montré"
                .to_owned()
        }
        Fault::CardTooLong(length, max) => {
            format!(
                "carte longue ({length} caractères) : au-delà de {max}, peu de gens lisent jusqu'au bout"
            )
        }

        Fault::FieldOfOtherKind { field, kind } => format!(
            "« {field} » n'a pas de sens pour un quiz de genre « {} »",
            kind.as_str()
        ),
        Fault::KindNeeds { field, kind } => format!(
            "un quiz de genre « {} » a besoin du champ « {field} »",
            kind.as_str()
        ),
        Fault::ChoicesCount(count) => {
            format!("il faut de 2 à 8 choix, et non {count}")
        }
        Fault::NoRally => "ligne de rallye alors que la leçon n'a pas de partie [rally]".to_owned(),
        Fault::EmptyRally => {
            "rallye sans ligne ; ajoutez rally = \"find\" (ou observe, measure, answer) à un quiz"
                .to_owned()
        }
        Fault::UnknownStop(id) => format!("aucune étape ne s'appelle « {id} »"),
        Fault::MediaMissing(file) => {
            format!("fichier introuvable dans le dossier de la leçon : {file}")
        }
        Fault::MediaTooLarge(most) => {
            format!("fichier trop gros pour le réseau d'un lycée ({most} Mio au plus)")
        }
        Fault::MediaEnding(kind) => format!(
            "un fichier de genre « {} » finit par {}",
            kind.as_str(),
            kind.endings().join(" ou ")
        ),
        Fault::MediaUnreadable(MediaKind::Image) => format!(
            "image illisible ; il faut un fichier PNG ou JPEG entier, à 8 bits par couleur, de {SIDE_MAX_PX} pixels de côté au plus"
        ),
        Fault::MediaUnreadable(_) => format!(
            "son illisible ; il faut un fichier WAV (PCM à 16 bits, une ou deux voies, de {} à {} Hz) de {} minutes au plus",
            RATES_HZ.start(),
            RATES_HZ.end(),
            LENGTH_MAX_S / 60
        ),
        Fault::MediaLanguage(MediaKind::Narration) => {
            "narration sans langue ; ajoutez language = \"fr\" ou \"en\"".to_owned()
        }
        Fault::MediaLanguage(kind) => format!(
            "« language » n'a pas de sens pour un fichier de genre « {} »",
            kind.as_str()
        ),
        Fault::KeyMissing => {
            "corrigé absent alors que la leçon a des quiz ; sans lui on ne peut pas l'animer"
                .to_owned()
        }
        Fault::KeyLacks(id) => format!("le corrigé ne dit rien du quiz « {id} »"),
        Fault::UnknownQuiz(id) => format!("la leçon n'a pas de quiz « {id} »"),
        Fault::UnknownChoice(id) => format!("le quiz n'a pas de choix « {id} »"),
        Fault::IncompleteOrder => {
            "l'ordre doit citer chaque choix du quiz, une fois chacun".to_owned()
        }
        Fault::UnknownTarget(id) => format!("la scène n'a pas de repère « {id} » à montrer"),

        Fault::UnknownSource(id) => format!("aucune [[source]] ne s'appelle « {id} »"),
        Fault::UnusedSource(id) => format!("la source « {id} » n'est citée par aucun fait"),
        Fault::CheckedInFuture(date) => format!("relue le {date} ? ce jour n'est pas encore venu"),
        Fault::Expired(date) => {
            format!("fait périmé depuis le {date} : relisez sa source, puis repoussez valid_until")
        }
        Fault::ExpiresSoon(date, 0) => {
            format!("fait périmé après aujourd'hui ({date}) : relisez sa source")
        }
        Fault::ExpiresSoon(date, days) => {
            format!(
                "fait périmé dans {days} jour{} ({date}) : relisez sa source",
                plural(*days)
            )
        }

        Fault::SceneMissing(tried) => format!("scène introuvable ; cherchée ici : {}", list(tried)),
        Fault::SceneBroken(error) => {
            format!("scène illisible : {}", error.sentence(Language::French))
        }
        Fault::UnknownAnchor(id) => format!("la scène n'a pas de repère « {id} »"),
        Fault::AnchorKind { anchor, kind } => format!(
            "« {anchor} » est de genre « {kind} » ; une étape se place à un repère de genre « poi »"
        ),
        Fault::SharedAnchor(id) => format!("deux étapes sont au même repère « {id} »"),
        Fault::UnknownSpawn(id) => {
            format!("la scène n'a ni point d'arrivée « {id} », ni « {id}.1 » (genre « spawn »)")
        }
        Fault::Lab(fault) => fault.french(),
    }
}

fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "un texte entre guillemets",
        Shape::Integer => "un nombre entier",
        Shape::Number => "un nombre, avec un point s'il a des décimales",
        Shape::Boolean => "true ou false",
        Shape::Day => "une date sans guillemets comme 2027-09-01",
        Shape::List => "une liste entre crochets",
        Shape::Table => "un groupe de champs, par exemple { fr = \"…\", en = \"…\" }",
    }
}

fn plural(count: i64) -> &'static str {
    if count.abs() > 1 { "s" } else { "" }
}

fn list(paths: &[PathBuf]) -> String {
    let paths: Vec<_> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    paths.join(", ")
}

/// The parser speaks English; these are the mistakes people make, the others stay in its words.
fn syntax(words: &str) -> String {
    const KNOWN: [(&str, &str); 27] = [
        ("duplicate key", "ce champ est écrit deux fois"),
        (
            "key with no value",
            "il manque = et une valeur après ce nom",
        ),
        ("missing assignment", "il manque = après ce nom"),
        ("missing value", "il manque une valeur après ="),
        ("extra", "un signe de trop"),
        (
            "invalid boolean",
            "il manque une valeur, ou ce texte n'est pas entre guillemets",
        ),
        (
            "invalid float",
            "il manque une valeur, ou ce texte n'est pas entre guillemets",
        ),
        (
            "invalid integer",
            "il manque une valeur, ou ce texte n'est pas entre guillemets",
        ),
        (
            "string values must be quoted",
            "il manque une valeur, ou ce texte n'est pas entre guillemets",
        ),
        (
            "invalid basic string",
            "guillemets jamais refermés, ou retour à la ligne dans un texte",
        ),
        (
            "invalid multi-line basic string",
            "guillemets triples jamais refermés",
        ),
        ("invalid literal string", "apostrophe jamais refermée"),
        (
            "invalid unquoted key",
            "un nom de champ n'a ni accent ni espace",
        ),
        ("unclosed array table", "crochets [[ jamais refermés"),
        (
            "unclosed array",
            "crochet [ jamais refermé, ou virgule oubliée",
        ),
        (
            "unclosed inline table",
            "accolade { jamais refermée, ou virgule oubliée",
        ),
        ("unclosed table", "crochet [ jamais refermé"),
        ("missing comma", "virgule oubliée"),
        (
            "missing escaped value",
            "après \\ il faut n, t, \" ou \\ ; pour écrire \\ lui-même, doublez-le",
        ),
        ("invalid date", "cette date n'existe pas"),
        ("unexpected leading zero", "un nombre ne commence pas par 0"),
        (
            "unexpected key or value",
            "retour à la ligne oublié, ou texte de trop",
        ),
        ("unexpected content", "texte de trop"),
        (
            "decimals are written",
            "les décimales s'écrivent avec un point : 0.01",
        ),
        ("missing key", "il manque un nom de champ"),
        ("recursion limit", "trop de niveaux imbriqués"),
        ("cannot recurse", "trop de niveaux imbriqués"),
    ];
    KNOWN
        .iter()
        .find(|(english, _)| words.starts_with(english))
        .map_or_else(|| words.to_owned(), |(_, french)| (*french).to_owned())
}
