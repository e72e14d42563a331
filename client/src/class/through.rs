//! Seeing what somebody else sees: the scene drawn anew from where their head is. Nothing of theirs is sent for it.

use bevy::{camera::RenderTarget, prelude::*};
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, EguiTextureHandle, EguiUserTextures, egui};
use pleiades_netcode::protocol::ParticipantId;

use super::ground::Heads;
use crate::{
    app::{picture, sets::FrameSet},
    body::sight,
    language::Phrases,
    panels::style,
    session::Session,
};

/// Size of the picture, pixels, and of the panel, points.
const PIXELS: UVec2 = UVec2::new(640, 360);
const POINTS: egui::Vec2 = egui::vec2(400.0, 225.0);
/// Points over the lower edge of the window, where a line says what can be done here.
const ABOVE_HINT: f32 = 76.0;
/// Nearer than this nothing is drawn, metres: their own head is not in the way.
const NEAR_M: f32 = 0.4;

/// Through whose eyes one looks beside one's own.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Through(pub(crate) Option<ParticipantId>);

/// The other eyes.
#[derive(Component)]
struct Lens;

/// What they draw into, while there are some.
#[derive(Resource)]
struct Picture(Handle<Image>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Through>()
        .add_systems(Update, (mind, open).chain().in_set(FrameSet::Receive))
        .add_systems(PostUpdate, carry.before(TransformSystems::Propagate))
        .add_systems(
            EguiPrimaryContextPass,
            draw.run_if(resource_exists::<Picture>),
        );
}

/// Only hosts look, and only at who is there.
fn mind(session: Res<Session>, mut through: ResMut<Through>) {
    let Some(who) = through.0 else { return };
    let there = session
        .room()
        .is_some_and(|room| room.participant(who).is_some() && !room.class().is_waiting(who));
    if !there || !session.i_host() {
        through.0 = None;
    }
}

fn open(
    through: Res<Through>,
    picture: Option<Res<Picture>>,
    lenses: Query<Entity, With<Lens>>,
    mut images: ResMut<Assets<Image>>,
    mut textures: ResMut<EguiUserTextures>,
    mut commands: Commands,
) {
    match (through.0, picture) {
        (Some(_), None) => {
            let image = images.add(picture::canvas(PIXELS));
            textures.add_image(EguiTextureHandle::Strong(image.clone()));
            commands.spawn((
                Name::new("somebody's eyes"),
                Lens,
                Camera3d::default(),
                Camera {
                    order: -3,
                    ..default()
                },
                RenderTarget::Image(image.clone().into()),
                Projection::Perspective(PerspectiveProjection {
                    near: NEAR_M,
                    far: 1200.0,
                    fov: 1.1,
                    ..default()
                }),
                Transform::default(),
                sight(),
            ));
            commands.insert_resource(Picture(image));
        }
        (None, Some(picture)) => {
            for lens in &lenses {
                commands.entity(lens).despawn();
            }
            textures.remove_image(&picture.0);
            commands.remove_resource::<Picture>();
        }
        _ => {}
    }
}

fn carry(through: Res<Through>, heads: Heads, mut lenses: Query<&mut Transform, With<Lens>>) {
    if let Some(head) = through.0.and_then(|who| heads.of(who)) {
        for mut lens in &mut lenses {
            *lens = Transform::from_isometry(head);
        }
    }
}

fn draw(
    mut contexts: EguiContexts,
    picture: Res<Picture>,
    session: Res<Session>,
    phrases: Res<Phrases>,
    mut through: ResMut<Through>,
) -> Result {
    let Some(texture) = contexts.image_id(&picture.0) else {
        return Ok(());
    };
    let name = through
        .0
        .zip(session.room())
        .and_then(|(who, room)| room.participant(who))
        .map(|person| person.nickname.to_string())
        .unwrap_or_default();
    egui::Area::new("through".into())
        .anchor(egui::Align2::RIGHT_BOTTOM, egui::vec2(-18.0, -ABOVE_HINT))
        .order(egui::Order::Foreground)
        .show(contexts.ctx_mut()?, |ui| {
            style::sign().show(ui, |ui| {
                ui.set_width(POINTS.x);
                ui.horizontal(|ui| {
                    ui.label(style::bold(
                        phrases.with("class-through", &[("name", name.into())]),
                        16.0,
                    ));
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        if ui
                            .button(phrases.get("class-through-close").into_owned())
                            .clicked()
                        {
                            through.0 = None;
                        }
                    });
                });
                ui.image(egui::load::SizedTexture::new(texture, POINTS));
            });
        });
    Ok(())
}
