//! Loads the lesson's scene and says when it stands, or why it cannot.

use bevy::{
    asset::AssetLoadFailedEvent,
    gltf::{Gltf, GltfExtras},
    prelude::*,
    world_serialization::WorldInstanceReady,
};

use super::{marker::Marker, place::Place};
use crate::app::sets::FrameSet;

/// How far the scene is.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub(crate) enum SceneStatus {
    /// No scene was asked for yet.
    #[default]
    Absent,
    /// The file is being read.
    Loading,
    /// People can walk in it.
    Ready,
    /// It cannot be shown; the text names the file and the reason.
    Failed(String),
}

/// The root of the scene's entities.
#[derive(Component)]
struct SceneRoot;

#[derive(Resource)]
struct SceneHandle(Handle<Gltf>);

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<SceneStatus>()
        .add_systems(
            Update,
            (
                begin.run_if(resource_exists_and_changed::<Place>),
                report_failure,
            )
                .in_set(FrameSet::Receive),
        )
        .add_observer(note_markers);
}

fn begin(
    place: Res<Place>,
    assets: Res<AssetServer>,
    former: Query<Entity, With<SceneRoot>>,
    mut status: ResMut<SceneStatus>,
    mut commands: Commands,
) {
    for root in &former {
        commands.entity(root).despawn();
    }
    let handle = assets.load(place.asset_path());
    commands.spawn((
        SceneRoot,
        Name::new("scene"),
        Transform::IDENTITY,
        Visibility::default(),
        WorldAssetRoot(assets.load(GltfAssetLabel::Scene(0).from_asset(place.asset_path()))),
    ));
    commands.insert_resource(SceneHandle(handle));
    *status = SceneStatus::Loading;
}

fn report_failure(
    mut failures: MessageReader<AssetLoadFailedEvent<Gltf>>,
    handle: Option<Res<SceneHandle>>,
    mut status: ResMut<SceneStatus>,
) {
    for failure in failures.read() {
        if handle
            .as_ref()
            .is_some_and(|handle| handle.0.id() == failure.id)
        {
            error!("{}: {}", failure.path, failure.error);
            *status = SceneStatus::Failed(format!("{}: {}", failure.path, failure.error));
        }
    }
}

/// Gives every node with an id its [`Marker`], so that the other plugins find what is theirs.
fn note_markers(
    ready: On<WorldInstanceReady>,
    roots: Query<(), With<SceneRoot>>,
    children: Query<&Children>,
    extras: Query<&GltfExtras>,
    mut status: ResMut<SceneStatus>,
    mut commands: Commands,
) {
    let root = ready.event_target();
    if !roots.contains(root) {
        return;
    }
    for node in children.iter_descendants(root) {
        if let Some(marker) = extras.get(node).ok().and_then(Marker::read) {
            commands.entity(node).insert(marker);
        }
    }
    *status = SceneStatus::Ready;
}
