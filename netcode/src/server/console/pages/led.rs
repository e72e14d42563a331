//! The timeline's sentences about how the class was led.

use maud::{Markup, html};

use super::timeline::Teller;
use crate::protocol::{Admission, ClassEvent, Device, ParticipantId, Role, Spot, Whom};

impl Teller<'_> {
    /// A sentence; none for what would only be noise here.
    pub(super) fn class(&mut self, event: &ClassEvent) -> Option<Markup> {
        Some(match event {
            ClassEvent::AdmissionSet { admission, .. } => self.admission(*admission),
            ClassEvent::Waits { who } => {
                self.does(*who, "attend à la porte.", "waits at the door.")
            }
            ClassEvent::Admitted { who, whom } => self.to(*who, "fait entrer", "lets in", *whom),
            ClassEvent::RoleSet { whom, role, .. } => match role {
                Role::Host => self.does(*whom, "devient co-hôte.", "becomes a co-host."),
                _ => self.does(*whom, "n’est plus co-hôte.", "is no longer a co-host."),
            },
            ClassEvent::GuidePassed { who, to } => self.to(
                *who,
                "confie le rôle de guide à",
                "passes the guide’s role to",
                Whom::One(*to),
            ),
            ClassEvent::RoamSet { who, area: None } => self.does(
                *who,
                "laisse aller partout.",
                "lets everyone go everywhere.",
            ),
            ClassEvent::RoamSet { who, .. } => self.does(
                *who,
                "limite la promenade à un endroit.",
                "limits the walk to one area.",
            ),
            ClassEvent::Following { who, on: true } => {
                self.does(*who, "emmène tout le monde.", "leads everyone along.")
            }
            ClassEvent::Following { who, on: false } => {
                self.does(*who, "laisse chacun libre.", "lets everyone go.")
            }
            ClassEvent::AttentionCalled { who, on: true } => {
                self.does(*who, "demande l’attention.", "calls for attention.")
            }
            ClassEvent::AttentionCalled { who, on: false } => {
                self.does(*who, "rend l’attention.", "dismisses attention.")
            }
            ClassEvent::Frozen { who, on: true } => self.does(
                *who,
                "demande de rester en place.",
                "asks everyone to stay in place.",
            ),
            ClassEvent::Frozen { who, on: false } => self.does(
                *who,
                "laisse de nouveau bouger.",
                "lets everyone move again.",
            ),
            ClassEvent::SpotlightSet { who, spot: None } => {
                self.does(*who, "éteint la lumière.", "puts the spotlight out.")
            }
            ClassEvent::SpotlightSet {
                who,
                spot: Some(spot),
            } => html! {
                (self.name(*who)) " " (self.tongue.say("met en lumière :", "turns the spotlight on:")) " "
                @match spot {
                    Spot::Person(whom) => (self.name(*whom)),
                    Spot::Object(object) => (object.as_str()),
                    Spot::Stop(stop) => (self.stop(stop)),
                }
            },
            ClassEvent::CalledUpon {
                who,
                whom: Some(whom),
            } => self.to(
                *who,
                "donne la parole à",
                "gives the word to",
                Whom::One(*whom),
            ),
            ClassEvent::Muted { who, whom, .. } => {
                self.to(*who, "ferme le micro de", "mutes", *whom)
            }
            ClassEvent::MuteReleased { who, whom } => self.to(
                *who,
                "libère le micro de",
                "releases the microphone of",
                *whom,
            ),
            ClassEvent::NameGiven { whom, nickname, .. } => {
                let told = html! {
                    (self.name(*whom)) " " (self.tongue.say("reçoit le pseudo", "is given the nickname")) " " bdi { (nickname) }
                };
                self.names.insert(*whom, nickname.clone());
                told
            }
            ClassEvent::TimerStarted { who, seconds } => html! {
                (self.name(*who)) " " (self.tongue.say("lance un minuteur :", "starts a timer:")) " "
                (seconds / 60) " min " @if seconds % 60 > 0 { (seconds % 60) " s" }
            },
            ClassEvent::Evacuation { who, on: true } => html! {
                strong { (self.does(*who, "demande de retirer les casques.", "asks to take headsets off.")) }
            },
            ClassEvent::Evacuation { who, on: false } => self.does(
                *who,
                "met fin à la consigne de retrait.",
                "says that the cue is over.",
            ),
            ClassEvent::Acknowledged { who } => {
                self.does(*who, "a vu la consigne.", "has seen the cue.")
            }
            ClassEvent::Worn { who, on: true } => {
                self.does(*who, "met le casque.", "puts the headset on.")
            }
            ClassEvent::Worn { who, on: false } => {
                self.does(*who, "retire le casque.", "takes the headset off.")
            }
            ClassEvent::DeviceChanged {
                who,
                device: Device::Headset,
            } => self.does(*who, "continue en casque.", "goes on in a headset."),
            ClassEvent::DeviceChanged {
                who,
                device: Device::Desktop,
            } => self.does(*who, "continue à l’écran.", "goes on at a screen."),
            ClassEvent::CameBack { who, nickname, .. } => {
                self.names.insert(*who, nickname.clone());
                self.does(
                    *who,
                    "revient avec son code personnel.",
                    "comes back with the personal code.",
                )
            }
            ClassEvent::CalledUpon { whom: None, .. }
            | ClassEvent::Pointing { .. }
            | ClassEvent::MicrophoneOpened { .. }
            | ClassEvent::TimerStopped { .. } => return None,
        })
    }

    fn admission(&self, admission: Admission) -> Markup {
        let told = match admission {
            Admission::Everyone => self.tongue.say(
                "L’entrée est libre avec le code.",
                "Coming in is free with the code.",
            ),
            Admission::WithHost => self.tongue.say(
                "L’entrée est libre dès qu’un hôte est là.",
                "Coming in is free once a host is there.",
            ),
            Admission::OneByOne => self.tongue.say(
                "Les nouveaux venus attendent l’accord de l’accueil.",
                "Newcomers wait for the host’s consent.",
            ),
        };
        html! { (told) }
    }

    fn to(
        &self,
        who: ParticipantId,
        french: &'static str,
        english: &'static str,
        whom: Whom,
    ) -> Markup {
        html! {
            (self.name(who)) " " (self.tongue.say(french, english)) " "
            @match whom {
                Whom::One(one) => (self.name(one)),
                Whom::Everyone => (self.tongue.say("tout le monde", "everyone")),
            }
        }
    }
}
