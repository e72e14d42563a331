//! The lesson and the scene it happens in: what the ids in the files mean in metres.

use std::path::{Path, PathBuf};

use bevy::{asset::AssetPath, prelude::*};
use pleiades_scenes::{
    Language,
    lab::Lab,
    lesson::{self, LoadedLesson, Stop},
    scene::{Plan, SceneIndex},
};

/// Where the session takes place.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Place {
    pub(crate) lesson: LoadedLesson,
    index: SceneIndex,
    plan: Plan,
    asset: PathBuf,
}

impl Place {
    /// Reads the lesson in `folder` and the anchors of its scene.
    ///
    /// # Errors
    /// What is wrong with the lesson or its scene, in `language`, one problem a line, each with its file and line.
    pub(crate) fn open(folder: &Path, root: &Path, language: Language) -> anyhow::Result<Self> {
        let lesson =
            lesson::load(folder).map_err(|problems| anyhow::anyhow!(problems.render(language)))?;
        let index = SceneIndex::read(&lesson.scene_path)?;
        let plan = Plan::read(&lesson.scene_path)?;
        let asset = lesson
            .scene_path
            .strip_prefix(root.join("assets"))
            .map(Path::to_owned)
            .unwrap_or_else(|_| lesson.scene_path.clone());
        Ok(Self {
            lesson,
            index,
            plan,
            asset,
        })
    }

    /// The scene's file, as the asset server names it.
    pub(crate) fn asset_path(&self) -> AssetPath<'static> {
        AssetPath::from_path_buf(self.asset.clone())
    }

    /// What stands there, from above.
    pub(crate) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The lab of the lesson, if it has one.
    pub(crate) fn lab(&self) -> Option<&Lab> {
        self.lesson.lesson.lab.as_ref()
    }

    /// The stops in their order.
    pub(crate) fn stops(&self) -> &[Stop] {
        &self.lesson.lesson.stops
    }

    /// The stop called `id`.
    pub(crate) fn stop(&self, id: &str) -> Option<&Stop> {
        self.stops().iter().find(|stop| stop.id == id)
    }

    /// Where a node of the scene is: its −Z is the way one looks from there.
    pub(crate) fn anchor(&self, id: &str) -> Option<Transform> {
        self.index.get(id).map(|node| {
            Transform::from_translation(Vec3::from_array(node.position))
                .with_rotation(Quat::from_array(node.rotation))
        })
    }

    /// What a node of the scene is for, as its mark says.
    pub(crate) fn kind(&self, id: &str) -> Option<&str> {
        self.index.get(id).map(|node| node.kind.as_str())
    }

    /// The place where the `turn`-th person arrives, feet on the ground; the spawn points are used in turn.
    pub(crate) fn spawn(&self, turn: usize) -> Transform {
        let points = self.spawn_points();
        points
            .get(turn % points.len().max(1))
            .copied()
            .unwrap_or_default()
    }

    /// The points of the closed way that scripted companions walk, in order.
    pub(crate) fn round(&self) -> Vec<Vec3> {
        self.numbered("path.round")
            .into_iter()
            .map(|point| point.translation)
            .collect()
    }

    fn spawn_points(&self) -> Vec<Transform> {
        let named = &self.lesson.lesson.scene.spawn;
        self.anchor(named)
            .map(|point| vec![point])
            .unwrap_or_else(|| self.numbered(named))
    }

    /// Nodes called `prefix.1`, `prefix.2` and so on.
    fn numbered(&self, prefix: &str) -> Vec<Transform> {
        (1..)
            .map_while(|number| self.anchor(&format!("{prefix}.{number}")))
            .collect()
    }
}

/// Degrees clockwise from north of the way a transform's −Z looks.
pub(crate) fn heading_deg(transform: &Transform) -> f32 {
    let forward = transform.forward();
    forward.x.atan2(-forward.z).to_degrees().rem_euclid(360.0)
}
