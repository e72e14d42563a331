//! The door: the host key, and what the browser may be told about the certificate.

use maud::{Markup, html};

use super::layout::{brand, languages, whole};
use crate::server::console::{gate::Console, tongue::Tongue};

/// The page that asks for the host key, after a mistake with its sentence.
pub(in crate::server::console) fn page(
    console: &Console,
    tongue: Tongue,
    mistake: Option<String>,
) -> Markup {
    whole(
        tongue,
        tongue.say("Entrer", "Enter"),
        false,
        &html! {
            main.lonely id="content" {
                (brand())
                h1 { (tongue.say("Console de l’accueil", "Host’s console")) }
                p.lead {
                    (tongue.say(
                        "Pour la personne qui accueille la séance : voir qui est là, guider, garder une trace.",
                        "For whoever hosts the session: see who is here, guide, keep a record.",
                    ))
                }
                form.enter method="post" action="/login" {
                    @if let Some(mistake) = &mistake {
                        p.mistake id="mistake" role="alert" { strong { (tongue.say("Erreur : ", "Error: ")) } (mistake) }
                    }
                    // For whoever keeps the key in the browser: password managers want to know whose it is.
                    input type="text" name="user" value="accueil" autocomplete="username" hidden;
                    label for="key" { (tongue.say("Clé d’accueil", "Host key")) }
                    input #key name="key" type="password" required autocomplete="current-password" autofocus
                        spellcheck="false" autocapitalize="characters" maxlength="64"
                        aria-describedby=(if mistake.is_some() { "mistake key-help" } else { "key-help" })
                        aria-invalid=[mistake.is_some().then_some("true")];
                    p.help id="key-help" {
                        (tongue.say(
                            "Vingt-six lettres et chiffres, par groupes de quatre : le serveur l’affiche à son démarrage (« host key »), et l’application dans le menu de la personne qui accueille. Elle donne tous les droits : ne la montrez pas au tableau.",
                            "Twenty-six letters and digits in groups of four: the server shows it when it starts (“host key”), and the application in the host’s menu. It gives every right: keep it off the projector.",
                        ))
                    }
                    button.primary type="submit" { (tongue.say("Entrer", "Enter")) }
                }
                p.foot {
                    @if console.scheme == "http" {
                        (tongue.say(
                            "Cette console n’est ouverte que sur cet ordinateur.",
                            "This console is open on this computer only.",
                        ))
                    } @else {
                        (tongue.say(
                            "Connexion chiffrée. L’empreinte du certificat est affichée au démarrage du serveur.",
                            "Encrypted connection. The server shows the certificate’s fingerprint when it starts.",
                        ))
                    }
                    " " (languages(tongue))
                }
            }
        },
    )
}
