//! How a person looks: the figure of `assets/avatar/avatar.glb` in the colour they chose.

use std::collections::{HashMap, HashSet};

use bevy::{
    asset::AssetLoadFailedEvent,
    gltf::{Gltf, GltfMaterialName},
    prelude::*,
    world_serialization::WorldInstanceReady,
};
use pleiades_netcode::protocol::ParticipantId;

use super::{Avatar, motion::Shown, palette};
use crate::{app::sets::FrameSet, panels::Toasts, session::Session};

/// The file of the figure.
const FIGURE: &str = "avatar/avatar.glb";

/// The part of a figure that a node is.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Origin between the eyes, −Z forward.
    Head,
    /// Origin in the palm, −Z along the fingers.
    LeftHand,
    /// As the left one, mirrored.
    RightHand,
    /// Origin at the neck, hanging down.
    Body,
}

/// The figure's file, and the materials already coloured.
#[derive(Resource)]
struct Wardrobe {
    figure: Handle<Gltf>,
    dyed: HashMap<(AssetId<StandardMaterial>, u8), Handle<StandardMaterial>>,
}

/// The colour a figure wears now, to see when it changes.
#[derive(Component, Clone, Copy, PartialEq, Eq)]
struct Wears(u8);

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(Startup, open_wardrobe)
        .add_systems(
            Update,
            (come_and_go, change_colour, report_failure)
                .chain()
                .in_set(FrameSet::Move),
        )
        .add_observer(dress);
}

fn open_wardrobe(assets: Res<AssetServer>, mut commands: Commands) {
    commands.insert_resource(Wardrobe {
        figure: assets.load(FIGURE),
        dyed: HashMap::new(),
    });
}

/// Without the figure's file the others are there by name only; the person is told which file is missing.
fn report_failure(
    mut failures: MessageReader<AssetLoadFailedEvent<Gltf>>,
    wardrobe: Option<Res<Wardrobe>>,
    mut toasts: ResMut<Toasts>,
) {
    for failure in failures.read() {
        if wardrobe
            .as_ref()
            .is_some_and(|wardrobe| wardrobe.figure.id() == failure.id)
        {
            error!("{}: {}", failure.path, failure.error);
            toasts.alert(format!("{}: {}", failure.path, failure.error));
        }
    }
}

/// One figure for everyone the room says is here, and none for who left.
fn come_and_go(
    session: Res<Session>,
    avatars: Query<(Entity, &Avatar)>,
    assets: Res<AssetServer>,
    mut commands: Commands,
) {
    let me = session.me();
    let here: HashMap<ParticipantId, u8> = session
        .room()
        .map(|room| {
            room.present()
                .filter(|person| Some(person.id) != me)
                .map(|person| (person.id, person.appearance.colour))
                .collect()
        })
        .unwrap_or_default();
    for (entity, avatar) in &avatars {
        if !here.contains_key(&avatar.id) {
            commands.entity(entity).despawn();
        }
    }
    for (id, colour) in here {
        if !avatars.iter().any(|(_, avatar)| avatar.id == id) {
            commands.spawn((
                Name::new(format!("avatar {}", id.0)),
                Avatar { id },
                Shown::default(),
                Wears(colour),
                Transform::IDENTITY,
                Visibility::Hidden,
                WorldAssetRoot(assets.load(GltfAssetLabel::Scene(0).from_asset(FIGURE))),
            ));
        }
    }
}

fn change_colour(
    session: Res<Session>,
    mut worn: Query<(Entity, &Avatar, &mut Wears)>,
    children: Query<&Children>,
    mut cloth: Query<(&mut MeshMaterial3d<StandardMaterial>, &Undyed)>,
    wardrobe: Option<ResMut<Wardrobe>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
) {
    let (Some(room), Some(mut wardrobe)) = (session.room(), wardrobe) else {
        return;
    };
    for (entity, avatar, mut wears) in &mut worn {
        let Some(person) = room.participant(avatar.id) else {
            continue;
        };
        if person.appearance.colour == wears.0 {
            continue;
        }
        wears.0 = person.appearance.colour;
        for part in children.iter_descendants(entity) {
            if let Ok((mut material, undyed)) = cloth.get_mut(part) {
                material.0 = dye(&mut wardrobe, &mut materials, &undyed.0, wears.0);
            }
        }
    }
}

/// The material of the file that a coloured one was made from.
#[derive(Component, Clone)]
struct Undyed(Handle<StandardMaterial>);

/// When a figure's entities exist: names its parts, keeps one of the heads, colours its clothes.
fn dress(
    ready: On<WorldInstanceReady>,
    avatars: Query<(&Avatar, &Wears)>,
    children: Query<&Children>,
    names: Query<&Name>,
    cloth: Query<(&MeshMaterial3d<StandardMaterial>, &GltfMaterialName)>,
    wardrobe: Option<ResMut<Wardrobe>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut commands: Commands,
) {
    let root = ready.event_target();
    let (Ok((avatar, wears)), Some(mut wardrobe)) = (avatars.get(root), wardrobe) else {
        return;
    };
    let nodes: Vec<(Entity, &str)> = children
        .iter_descendants(root)
        .filter_map(|node| names.get(node).ok().map(|name| (node, name.as_str())))
        .collect();
    let heads: Vec<Entity> = nodes
        .iter()
        .filter(|(_, name)| is_head(name))
        .map(|(node, _)| *node)
        .collect();
    for (node, name) in &nodes {
        let part = match *name {
            name if is_head(name) => Part::Head,
            "avatar.hand.left" => Part::LeftHand,
            "avatar.hand.right" => Part::RightHand,
            "avatar.body" => Part::Body,
            _ => continue,
        };
        commands.entity(*node).insert(part);
    }
    // Thirty pupils do not look the same: the room's number for a person picks their head.
    let mut cut_off = HashSet::new();
    for (position, &head) in heads.iter().enumerate() {
        if position != usize::from(avatar.id.0) % heads.len() {
            cut_off.insert(head);
            cut_off.extend(children.iter_descendants(head));
            commands.entity(head).despawn();
        }
    }
    for part in children
        .iter_descendants(root)
        .filter(|part| !cut_off.contains(part))
    {
        if let Ok((material, name)) = cloth.get(part)
            && name.0.starts_with("tint")
        {
            let coloured = dye(&mut wardrobe, &mut materials, &material.0, wears.0);
            commands
                .entity(part)
                .insert((Undyed(material.0.clone()), MeshMaterial3d(coloured)));
        }
    }
}

fn is_head(name: &str) -> bool {
    name == "avatar.head"
        || name.starts_with("avatar.head.") && name["avatar.head.".len()..].parse::<u8>().is_ok()
}

/// `cloth` multiplied by the palette's colour; made once for each pair, so that figures of one colour draw together.
fn dye(
    wardrobe: &mut Wardrobe,
    materials: &mut Assets<StandardMaterial>,
    cloth: &Handle<StandardMaterial>,
    colour: u8,
) -> Handle<StandardMaterial> {
    let Wardrobe { dyed, .. } = wardrobe;
    dyed.entry((cloth.id(), colour))
        .or_insert_with(|| {
            let mut material = materials.get(cloth).cloned().unwrap_or_default();
            let tint = palette::tint(colour).colour().to_linear();
            let base = material.base_color.to_linear();
            material.base_color = LinearRgba::rgb(
                base.red * tint.red,
                base.green * tint.green,
                base.blue * tint.blue,
            )
            .into();
            materials.add(material)
        })
        .clone()
}

#[cfg(test)]
mod tests {
    use super::is_head;

    #[test]
    fn heads_are_told_from_what_hangs_on_them() {
        assert!(is_head("avatar.head") && is_head("avatar.head.2"));
        assert!(
            !is_head("avatar.head.2.eyes") && !is_head("avatar.header") && !is_head("avatar.body")
        );
    }
}
