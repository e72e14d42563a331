//! A keyboard beneath the board while a field of text has the focus: French, with its accents and the numbers at hand.

use bevy::{camera::RenderTarget, ecs::schedule::ScheduleLabel, prelude::*};
use bevy_egui::{EguiContext, EguiInputSet, egui, input::EguiInputEvent};
use bevy_mod_xr::session::XrTrackingRoot;

use super::{Board, Canvas, Main, PanelMaterial, canvas, panel_camera, place, quad};
use crate::{app::sets::FrameSet, body::Eyes, language::Phrases, panels::style, xr::headset::worn};

/// Width and height in points.
const POINTS: Vec2 = Vec2::new(640.0, 290.0);
/// Beneath the board it leans towards the hands, radians.
const LEAN_RAD: f32 = 0.6;
/// Between the board and the keyboard, metres.
const GAP_M: f32 = 0.03;
/// Width and height of a key, points.
const KEY: egui::Vec2 = egui::vec2(52.0, 44.0);
const ROWS: [&[&str]; 5] = [
    &["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"],
    &["a", "z", "e", "r", "t", "y", "u", "i", "o", "p"],
    &["q", "s", "d", "f", "g", "h", "j", "k", "l", "m"],
    &["w", "x", "c", "v", "b", "n", "'", "-", ".", ":"],
    &["é", "è", "ê", "ë", "à", "â", "ç", "î", "ô", "ù"],
];

#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
struct KeyboardPass;

#[derive(Component)]
struct Keys;

/// What was typed and is not yet delivered.
#[derive(Resource, Default)]
struct Typed {
    events: Vec<egui::Event>,
    capital: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Typed>()
        .add_systems(
            Update,
            hang.run_if(resource_exists::<Canvas>.and_then(run_once)),
        )
        .add_systems(
            Update,
            attend
                .after(FrameSet::Move)
                .after(place::Follow)
                .before(super::Show)
                .run_if(worn),
        )
        .add_systems(PreUpdate, deliver.in_set(EguiInputSet::ReadBevyMessages))
        .add_systems(KeyboardPass, draw);
}

fn hang(
    root: Query<Entity, With<XrTrackingRoot>>,
    mut images: ResMut<Assets<Image>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<PanelMaterial>>,
    mut commands: Commands,
) {
    let Ok(root) = root.single() else { return };
    let image = images.add(canvas(POINTS));
    let context = commands
        .spawn((
            Name::new("keyboard camera"),
            Keys,
            panel_camera(&image, -1, KeyboardPass),
        ))
        .id();
    let board = Board {
        context,
        pose: Isometry3d::IDENTITY,
        size_m: POINTS * place::METRES_PER_POINT,
        points: POINTS,
        shown: false,
    };
    commands.spawn((Keys, quad(board, image, root, &mut meshes, &mut materials)));
}

/// There while somebody writes, beneath the board.
fn attend(
    mut writing: Query<&mut EguiContext, With<Eyes>>,
    mut main: Query<&mut Board, (With<Main>, Without<Keys>)>,
    mut keys: Query<&mut Board, With<Keys>>,
    mut cameras: Query<&mut Camera, (With<Keys>, With<RenderTarget>)>,
) {
    let (Ok(mut context), Ok(main), Ok(mut keys)) =
        (writing.single_mut(), main.single_mut(), keys.single_mut())
    else {
        return;
    };
    let wanted = main.shown && context.get_mut().text_edit_focused();
    if keys.shown != wanted {
        keys.shown = wanted;
    }
    for mut camera in &mut cameras {
        if camera.is_active != wanted {
            camera.is_active = wanted;
        }
    }
    if wanted {
        // As far away as the board, so as large.
        keys.size_m = POINTS * (main.size_m.x / main.points.x);
        keys.pose = beneath(&main, keys.size_m.y);
    }
}

/// The pose of a board of this height beneath another, leaning towards the hands.
fn beneath(main: &Board, height_m: f32) -> Isometry3d {
    let lean = Quat::from_rotation_x(-LEAN_RAD);
    let down = Vec3::NEG_Y * (main.size_m.y / 2.0 + GAP_M);
    let middle = down + lean * (Vec3::NEG_Y * height_m / 2.0);
    Isometry3d::new(main.pose * middle, main.pose.rotation * lean)
}

fn draw(
    mut contexts: Query<&mut EguiContext, With<Keys>>,
    boards: Query<&Board, With<Keys>>,
    phrases: Res<Phrases>,
    mut typed: ResMut<Typed>,
) {
    let Ok(mut context) = contexts.single_mut() else {
        return;
    };
    if !boards.single().is_ok_and(|board| board.shown) {
        return;
    }
    egui::Area::new("keyboard".into())
        .anchor(egui::Align2::CENTER_CENTER, egui::Vec2::ZERO)
        .show(context.get_mut(), |ui| {
            style::sign().show(ui, |ui| {
                ui.spacing_mut().item_spacing = egui::vec2(6.0, 5.0);
                ui.spacing_mut().button_padding = egui::vec2(4.0, 4.0);
                for row in ROWS {
                    ui.horizontal(|ui| {
                        for key in row {
                            let letter = if typed.capital {
                                key.to_uppercase()
                            } else {
                                (*key).to_owned()
                            };
                            if ui.add(key_cap(&letter, KEY.x)).clicked() {
                                typed.events.push(egui::Event::Text(letter));
                                typed.capital = false;
                            }
                        }
                    });
                }
                ui.horizontal(|ui| {
                    let capital = typed.capital;
                    if ui.add(key_cap("⇧", 82.0).selected(capital)).clicked() {
                        typed.capital = !capital;
                    }
                    if ui.add(key_cap(&phrases.get("key-space"), 280.0)).clicked() {
                        typed.events.push(egui::Event::Text(" ".to_owned()));
                    }
                    for (sign, width, key) in [
                        ("⌫", 92.0, egui::Key::Backspace),
                        ("⏎", 92.0, egui::Key::Enter),
                    ] {
                        if ui.add(key_cap(sign, width)).clicked() {
                            typed
                                .events
                                .extend([true, false].map(|pressed| egui::Event::Key {
                                    key,
                                    physical_key: None,
                                    pressed,
                                    repeat: false,
                                    modifiers: egui::Modifiers::default(),
                                }));
                        }
                    }
                });
            });
        });
}

fn key_cap(text: &str, width: f32) -> egui::Button<'static> {
    egui::Button::new(style::bold(text, 19.0)).min_size(egui::vec2(width, KEY.y))
}

fn deliver(
    mut typed: ResMut<Typed>,
    main: Query<Entity, (With<Eyes>, With<EguiContext>)>,
    mut input: MessageWriter<EguiInputEvent>,
) {
    if typed.events.is_empty() {
        return;
    }
    let Ok(context) = main.single() else { return };
    for event in typed.events.drain(..) {
        input.write(EguiInputEvent { context, event });
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_letter_of_french_and_of_an_address_is_there_once() {
        let keys: Vec<&str> = ROWS.concat();
        let different: HashSet<&str> = keys.iter().copied().collect();
        assert_eq!(keys.len(), different.len());
        for wanted in "abcdefghijklmnopqrstuvwxyz0123456789éèêëàâçîôù'-.:".chars() {
            assert!(different.contains(wanted.to_string().as_str()), "{wanted}");
        }
        let widest = ROWS.iter().map(|row| row.len()).max().unwrap_or_default() as f32;
        assert!(widest * (KEY.x + 6.0) < POINTS.x);
    }

    #[test]
    fn the_keyboard_hangs_beneath_the_board_and_leans_back() {
        let main = Board {
            context: Entity::PLACEHOLDER,
            pose: place::before(Isometry3d::from_translation(Vec3::Y * 1.6), 1.3),
            size_m: Vec2::new(1.4, 1.0),
            points: Vec2::new(700.0, 500.0),
            shown: true,
        };
        let pose = beneath(&main, 0.5);
        assert!(pose.translation.y < main.pose.translation.y - 0.6);
        // Its lower edge is nearer to the hands than its upper one, and it looks up more than the board does.
        assert!((pose * (Vec3::NEG_Y * 0.25)).z > (pose * (Vec3::Y * 0.25)).z);
        assert!((pose.rotation * Vec3::Z).y > (main.pose.rotation * Vec3::Z).y);
    }
}
