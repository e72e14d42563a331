//! The map: the scene's colliders from above, the stops, and everybody where they are.

use maud::{Markup, html};

use super::icon::Icon;
use crate::{
    protocol::Role,
    server::{
        console::{gate::Console, tongue::Tongue},
        room::View,
    },
};

/// What stands lower is walked on or sat upon, metres.
const LOW_M: f32 = 0.4;
/// What stands higher is a building, metres.
const HIGH_M: f32 = 4.5;
/// Around what is drawn, metres.
const MARGIN_M: f32 = 3.0;

/// The map of a session, north at the top.
pub(super) fn plan(console: &Console, view: &View, tongue: Tongue) -> Markup {
    let [west, north, width, height] = frame(console, view);
    // Signs and letters keep their size on the page whatever the size of the place.
    let unit = width.max(height) / 100.0;
    let label = tongue.say(
        "Plan du lieu, le nord en haut. Les positions sont aussi dans la liste des participants.",
        "Map of the place, north at the top. The positions are in the list of people as well.",
    );
    html! {
        svg.plan role="img" aria-label=(label) viewBox=(format!("{west:.1} {north:.1} {width:.1} {height:.1}")) {
            @for footprint in &console.place.plan.footprints {
                polygon points=(points(&footprint.outline)) class=(class(footprint.top_m)) {}
            }
            @for (number, stop) in console.place.stops.iter().enumerate() {
                @let led = view.state.led_to() == Some(&stop.id);
                g class=(if led { "stop led" } else { "stop" }) transform=(at(stop.ground)) {
                    circle r=(format!("{:.2}", 2.3 * unit)) {}
                    text font-size=(format!("{:.2}", 2.8 * unit)) dy=(format!("{:.2}", unit)) { (number + 1) }
                }
            }
            @for (somebody, head) in people(view) {
                g class=(if somebody.role == Role::Host { "person host" } else { "person" })
                    id=(format!("dot-{}", somebody.id)) transform=(at(head)) data-colour=(somebody.appearance.colour) {
                    title { (somebody.nickname) }
                    circle r=(format!("{:.2}", 1.9 * unit)) {}
                    text font-size=(format!("{:.2}", 2.1 * unit)) dy=(format!("{:.2}", 0.75 * unit)) { (somebody.id.to_string()) }
                    @if somebody.hand_raised.is_some() {
                        path.raised d=(Icon::Hand.path()) transform=(format!("scale({0:.3}) translate(-12 -36)", 0.16 * unit)) {}
                    }
                }
            }
        }
        ol.legend {
            @for stop in &console.place.stops { li { (stop.title.get(tongue.0)) } }
        }
    }
}

/// Everybody whose head is known.
fn people(view: &View) -> impl Iterator<Item = (&crate::room::Participant, [f32; 3])> {
    view.state.let_in().filter_map(|somebody| {
        let head = view.people.get(&somebody.id)?.head?;
        Some((somebody, head.position))
    })
}

/// West edge, north edge, width and height of what is drawn, metres.
fn frame(console: &Console, view: &View) -> [f32; 4] {
    let grounds = console
        .place
        .stops
        .iter()
        .map(|stop| [stop.ground[0], stop.ground[2]]);
    let mut shown: Vec<[f32; 2]> = console
        .place
        .plan
        .footprints
        .iter()
        .flat_map(|footprint| footprint.outline.iter().copied())
        .chain(grounds)
        .collect();
    if shown.is_empty() {
        shown.extend(people(view).map(|(_, [east, _, south])| [east, south]));
        shown.push([0.0, 0.0]);
    }
    let edge = |axis: usize, pick: fn(f32, f32) -> f32| {
        shown
            .iter()
            .map(|point| point[axis])
            .reduce(pick)
            .unwrap_or_default()
    };
    let (west, north) = (edge(0, f32::min) - MARGIN_M, edge(1, f32::min) - MARGIN_M);
    let (east, south) = (edge(0, f32::max) + MARGIN_M, edge(1, f32::max) + MARGIN_M);
    [west, north, east - west, south - north]
}

const fn class(top_m: f32) -> &'static str {
    if top_m < LOW_M {
        "low"
    } else if top_m < HIGH_M {
        "thing"
    } else {
        "building"
    }
}

fn points(outline: &[[f32; 2]]) -> String {
    let points: Vec<String> = outline
        .iter()
        .map(|[east, south]| format!("{east:.1},{south:.1}"))
        .collect();
    points.join(" ")
}

fn at([east, _, south]: [f32; 3]) -> String {
    format!("translate({east:.1} {south:.1})")
}
