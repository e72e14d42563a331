//! The map: the place from above with its stops, everybody where they are, and a press to show one's team a place. M opens it.
//!
//! Whoever has no headset guides with it who has one.

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts,
    egui::{self, Align2, Color32, FontId, Pos2, Rect, Sense, Shape, Stroke, pos2, vec2},
};
use pleiades_netcode::{
    protocol::{Command, ParticipantId, StopId, VisitCommand},
    room::{Participant, RoomState},
};

use super::{super::style, AtHand, panel};
use crate::{
    avatars::{Avatar, Shown, palette},
    body::Body,
    language::Phrases,
    session::Session,
    tour::{Lead, Marks},
    world::{Place, heading_deg},
    xr::Headset,
};

/// What stands lower is walked on or sat upon, metres.
const LOW_M: f32 = 0.4;
/// What stands higher is a building, metres.
const HIGH_M: f32 = 4.5;
/// Around what is drawn, metres.
const MARGIN_M: f32 = 4.0;

const GROUND: Color32 = Color32::from_rgb(52, 70, 62);
const LOW: Color32 = Color32::from_rgb(78, 92, 88);
const THING: Color32 = Color32::from_rgb(104, 122, 112);
const BUILDING: Color32 = Color32::from_rgb(168, 174, 176);

/// Room frame to the panel: east to the right, north up.
#[derive(Clone, Copy, Debug)]
struct Frame {
    /// What is west- and northernmost, metres east and south.
    corner: Vec2,
    /// Where that is on the panel.
    origin: Pos2,
    points_per_m: f32,
}

impl Frame {
    /// Fits what has to be seen into a rectangle, in its middle.
    fn fit(seen: impl Iterator<Item = Vec2>, into: Rect) -> Self {
        let (least, most) = seen
            .map(|point| (point, point))
            .reduce(|(least, most), (point, _)| (least.min(point), most.max(point)))
            .unwrap_or_default();
        let (least, most) = (least - MARGIN_M, most + MARGIN_M);
        let size = most - least;
        let points_per_m = (into.width() / size.x).min(into.height() / size.y);
        let left = vec2(into.width(), into.height()) - vec2(size.x, size.y) * points_per_m;
        Self {
            corner: least,
            origin: into.min + left / 2.0,
            points_per_m,
        }
    }

    /// Where a place is on the panel.
    fn at(&self, place: Vec2) -> Pos2 {
        let from = (place - self.corner) * self.points_per_m;
        self.origin + vec2(from.x, from.y)
    }

    /// The place under a point of the panel, metres east and south.
    fn place(&self, point: Pos2) -> Vec2 {
        let from = (point - self.origin) / self.points_per_m;
        self.corner + Vec2::new(from.x, from.y)
    }
}

/// M opens the map and closes it.
pub(super) fn toggle(
    keys: Option<Res<ButtonInput<KeyCode>>>,
    typing: Option<Res<bevy_egui::input::EguiWantsInput>>,
    mut at_hand: ResMut<AtHand>,
) {
    let typing = typing.is_some_and(|typing| typing.wants_any_keyboard_input());
    if !typing && keys.is_some_and(|keys| keys.just_pressed(KeyCode::KeyM)) {
        *at_hand = match *at_hand {
            AtHand::Map => AtHand::Nothing,
            _ => AtHand::Map,
        };
    }
}

pub(super) fn draw(
    mut contexts: EguiContexts,
    mut session: ResMut<Session>,
    phrases: Res<Phrases>,
    place: Option<Res<Place>>,
    headset: Res<Headset>,
    marks: Res<Marks>,
    lead: Res<Lead>,
    bodies: Query<&Transform, With<Body>>,
    avatars: Query<(&Avatar, &Shown)>,
    mut at_hand: ResMut<AtHand>,
) -> Result {
    if *at_hand != AtHand::Map {
        return Ok(());
    }
    let (Some(place), Some((room, me)), Ok(body)) =
        (place, session.room().zip(session.me()), bodies.single())
    else {
        return Ok(());
    };
    let context = contexts.ctx_mut()?;
    let height = (context.viewport_rect().height() - 340.0).clamp(150.0, 300.0);
    let shows = session.i_host() || room.visit().team_of(me).is_some();
    let map = Map {
        place: &place,
        room,
        me,
        phrases: &phrases,
        led: lead.stop(),
    };
    let mut pressed = None;
    panel(
        context,
        "map",
        &phrases.get("map-title"),
        headset.is_on(),
        &phrases,
        &mut at_hand,
        |ui| {
            let sense = if shows {
                Sense::click()
            } else {
                Sense::hover()
            };
            let (response, painter) =
                ui.allocate_painter(vec2(ui.available_width(), height), sense);
            let frame = map.frame(response.rect.shrink(4.0));
            painter.rect_filled(response.rect, 10.0, GROUND);
            map.draw_place(&painter, &frame);
            for (avatar, shown) in &avatars {
                let Some((person, pose)) = room.participant(avatar.id).zip(shown.pose) else {
                    continue;
                };
                let head = Vec3::from_array(pose.head.position);
                map.draw_person(&painter, frame.at(head.xz()), person);
            }
            for mark in marks.iter() {
                draw_mark(&painter, frame.at(mark.place.xz()), map.colour(mark.who));
            }
            draw_me(
                &painter,
                frame.at(body.translation.xz()),
                heading_deg(body),
                map.colour(me),
            );
            draw_north(&painter, response.rect);
            response.widget_info(|| {
                let name = phrases.get("map-title");
                egui::WidgetInfo::labeled(egui::WidgetType::Image, true, name)
            });
            if response.clicked()
                && let Some(point) = response.interact_pointer_pos()
            {
                let there = frame.place(point);
                pressed = Some([there.x, body.translation.y, there.y]);
            }
            let hint = match (session.i_host(), shows) {
                (true, _) => "map-hint-host",
                (false, true) => "map-hint-team",
                (false, false) => "map-hint-alone",
            };
            ui.label(style::quiet(phrases.get(hint)));
            map.list_stops(ui);
        },
    );
    if let Some(place) = pressed {
        session.send(Command::Visit(VisitCommand::MarkPlace { place }));
    }
    Ok(())
}

/// What the map shows, to whom.
struct Map<'a> {
    place: &'a Place,
    room: &'a RoomState,
    me: ParticipantId,
    phrases: &'a Phrases,
    led: Option<&'a str>,
}

impl Map<'_> {
    fn frame(&self, into: Rect) -> Frame {
        let footprints = self.place.plan().footprints.iter();
        let corners = footprints.flat_map(|footprint| footprint.outline.iter().copied());
        Frame::fit(
            corners
                .map(Vec2::from_array)
                .chain(self.stops().map(|(_, at)| at)),
            into,
        )
    }

    /// Each stop that has a place, with it.
    fn stops(&self) -> impl Iterator<Item = (usize, Vec2)> {
        self.place
            .stops()
            .iter()
            .enumerate()
            .filter_map(|(index, stop)| {
                let anchor = self.place.anchor(&stop.anchor)?;
                Some((index, anchor.translation.xz()))
            })
    }

    fn draw_place(&self, painter: &egui::Painter, frame: &Frame) {
        for footprint in &self.place.plan().footprints {
            let outline = footprint.outline.iter().copied().map(Vec2::from_array);
            let fill = match footprint.top_m {
                top if top < LOW_M => LOW,
                top if top < HIGH_M => THING,
                _ => BUILDING,
            };
            painter.add(Shape::convex_polygon(
                outline.map(|corner| frame.at(corner)).collect(),
                fill,
                Stroke::NONE,
            ));
        }
        if let Some(area) = self.room.class().roam() {
            let [east, _, south] = area.centre;
            painter.circle_stroke(
                frame.at(Vec2::new(east, south)),
                area.radius_m * frame.points_per_m,
                Stroke::new(2.0, style::AMBER),
            );
        }
        for (index, at) in self.stops() {
            let stop = &self.place.stops()[index];
            let led = self.led == Some(stop.id.as_str());
            let at = frame.at(at);
            let (fill, ink) = if led {
                (style::AMBER, style::NIGHT)
            } else {
                (style::NIGHT, style::AMBER)
            };
            painter.circle(at, 10.0, fill, Stroke::new(1.5, style::AMBER));
            painter.text(
                at,
                Align2::CENTER_CENTER,
                index + 1,
                FontId::proportional(13.0),
                ink,
            );
        }
    }

    fn colour(&self, who: ParticipantId) -> Color32 {
        let colour = self
            .room
            .participant(who)
            .map_or(0, |person| person.appearance.colour);
        palette::tint(colour).egui()
    }

    /// Everybody is a dot; one's team and hosts have a name, and to a host all have one.
    fn draw_person(&self, painter: &egui::Painter, at: Pos2, person: &Participant) {
        let visit = self.room.visit();
        let ours = visit
            .team_of(self.me)
            .is_some_and(|team| visit.team_of(person.id) == Some(team));
        let host = person.role.is_host();
        let i_host = self
            .room
            .participant(self.me)
            .is_some_and(|me| me.role.is_host());
        let radius = if ours || host { 6.5 } else { 4.5 };
        painter.circle(
            at,
            radius,
            self.colour(person.id),
            Stroke::new(1.5, style::NIGHT),
        );
        if ours || host || i_host {
            let name = if host {
                format!("★ {}", person.nickname)
            } else {
                person.nickname.to_string()
            };
            let ink = if host { style::AMBER } else { style::PAPER };
            written(
                painter,
                at + vec2(0.0, radius + 1.0),
                Align2::CENTER_TOP,
                &name,
                ink,
            );
        }
    }

    /// What the numbers mean, and which cards one has read.
    fn list_stops(&self, ui: &mut egui::Ui) {
        let read = |stop: &str| {
            let me = self.room.participant(self.me);
            me.is_some_and(|me| me.opened.contains(&StopId::from(stop)))
        };
        for (index, stop) in self.place.stops().iter().enumerate() {
            let title = stop.title.get(self.phrases.language());
            let tick = if read(&stop.id) { "  ✔" } else { "" };
            ui.label(egui::RichText::new(format!("{}  {title}{tick}", index + 1)).size(15.0));
        }
    }
}

/// Text on a dark edge, so that it is read over anything.
fn written(painter: &egui::Painter, at: Pos2, align: Align2, text: &str, ink: Color32) {
    let font = FontId::proportional(12.5);
    for aside in [
        vec2(-1.0, 0.0),
        vec2(1.0, 0.0),
        vec2(0.0, -1.0),
        vec2(0.0, 1.0),
    ] {
        painter.text(at + aside, align, text, font.clone(), style::NIGHT);
    }
    painter.text(at, align, text, font, ink);
}

/// A cross in a ring: a place somebody shows.
fn draw_mark(painter: &egui::Painter, at: Pos2, colour: Color32) {
    for (width, ink) in [(5.0, style::NIGHT), (2.5, colour)] {
        let stroke = Stroke::new(width, ink);
        painter.circle_stroke(at, 11.0, stroke);
        for aside in [vec2(1.0, 0.0), vec2(0.0, 1.0)] {
            painter.line_segment([at - aside * 16.0, at - aside * 6.0], stroke);
            painter.line_segment([at + aside * 6.0, at + aside * 16.0], stroke);
        }
    }
}

/// An arrow the way one looks, degrees clockwise from north.
fn draw_me(painter: &egui::Painter, at: Pos2, heading_deg: f32, colour: Color32) {
    let turn = egui::emath::Rot2::from_angle(heading_deg.to_radians());
    let corner = |x, y| at + turn * vec2(x, y);
    let arrow = vec![corner(0.0, -12.0), corner(8.0, 9.0), corner(-8.0, 9.0)];
    painter.add(Shape::convex_polygon(
        arrow,
        colour,
        Stroke::new(2.0, style::PAPER),
    ));
}

fn draw_north(painter: &egui::Painter, map: Rect) {
    let tip = pos2(map.right() - 18.0, map.top() + 10.0);
    let needle = vec![tip, tip + vec2(6.0, 16.0), tip + vec2(-6.0, 16.0)];
    painter.add(Shape::convex_polygon(needle, style::PAPER, Stroke::NONE));
    written(
        painter,
        tip + vec2(0.0, 17.0),
        Align2::CENTER_TOP,
        "N",
        style::PAPER,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_on_a_place_means_that_place() {
        let into = Rect::from_min_size(pos2(30.0, 50.0), vec2(400.0, 200.0));
        let corners = [Vec2::new(-40.0, -60.0), Vec2::new(80.0, 20.0)];
        let frame = Frame::fit(corners.into_iter(), into);
        for place in corners.into_iter().chain([Vec2::new(3.5, -7.25)]) {
            let at = frame.at(place);
            assert!(into.contains(at), "{place} is at {at:?}");
            assert!(frame.place(at).distance(place) < 1e-3);
        }
        // North is up and east is right.
        let [middle, north, east] = [Vec2::ZERO, Vec2::NEG_Y, Vec2::X].map(|place| frame.at(place));
        assert!(north.y < middle.y && east.x > middle.x);
    }

    #[test]
    fn nothing_to_show_is_no_reason_to_divide_by_nothing() {
        let into = Rect::from_min_size(pos2(0.0, 0.0), vec2(100.0, 100.0));
        let frame = Frame::fit(std::iter::empty(), into);
        assert!(!frame.at(Vec2::ZERO).any_nan() && frame.points_per_m.is_finite());
    }
}
