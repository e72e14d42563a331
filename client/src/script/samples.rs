//! One sample of every material of ours before the eyes, so that its shader is compiled for whatever looks at it.

use bevy::{ecs::system::SystemParam, pbr::Material, prelude::*};

use crate::{
    body::Eyes,
    shading::{
        ArcMaterial, ContactMaterial, FenceMaterial, OutlineMaterial, PanelMaterial, Pattern,
        VeilMaterial,
    },
};

/// How far away they hang, metres, and how large they are.
const AWAY_M: f32 = 1.4;
const SIDE_M: f32 = 0.2;

/// A sample.
#[derive(Component)]
pub(super) struct Sample;

#[derive(SystemParam)]
pub(super) struct Samples<'w, 's> {
    eyes: Query<'w, 's, &'static GlobalTransform, With<Eyes>>,
    hung: Query<'w, 's, Entity, With<Sample>>,
    meshes: ResMut<'w, Assets<Mesh>>,
    images: ResMut<'w, Assets<Image>>,
    panels: ResMut<'w, Assets<PanelMaterial>>,
    arcs: ResMut<'w, Assets<ArcMaterial>>,
    veils: ResMut<'w, Assets<VeilMaterial>>,
    outlines: ResMut<'w, Assets<OutlineMaterial>>,
    contacts: ResMut<'w, Assets<ContactMaterial>>,
    fences: ResMut<'w, Assets<FenceMaterial>>,
    commands: Commands<'w, 's>,
}

impl Samples<'_, '_> {
    pub(super) fn hang(&mut self) {
        let Ok(eyes) = self.eyes.single().copied() else {
            return;
        };
        let sheet = self.meshes.add(Rectangle::new(SIDE_M, SIDE_M));
        let ball = self.meshes.add(Sphere::new(SIDE_M / 2.0));
        let picture = self.images.add(Image::default());
        let panel = self.panels.add(PanelMaterial { picture });
        let arc = self.arcs.add(ArcMaterial::new(Color::WHITE, Pattern::Bars));
        let contact = self.contacts.add(ContactMaterial { darkness: 0.8 });
        let fence = self.fences.add(FenceMaterial {
            colour: LinearRgba::WHITE,
            edge: LinearRgba::BLACK,
            height_m: 1.0,
        });
        let outline = self.outlines.add(OutlineMaterial {
            colour: LinearRgba::WHITE,
            width_m: 0.01,
        });
        let veil = self.veils.add(VeilMaterial {
            colour: LinearRgba::BLACK,
            dark: 0.5,
            narrow: 0.5,
            inner: 0.2,
            outer: 0.6,
        });
        self.one(&eyes, 0, &sheet, panel);
        self.one(&eyes, 1, &sheet, arc);
        self.one(&eyes, 2, &sheet, contact);
        self.one(&eyes, 3, &ball, outline);
        self.one(&eyes, 4, &ball, veil);
        self.one(&eyes, 5, &sheet, fence);
    }

    fn one<M: Material>(
        &mut self,
        eyes: &GlobalTransform,
        number: u8,
        mesh: &Handle<Mesh>,
        ink: Handle<M>,
    ) {
        let aside = (f32::from(number) - 2.0) * SIDE_M * 1.3;
        let at = eyes.transform_point(Vec3::new(aside, 0.0, -AWAY_M));
        self.commands.spawn((
            Name::new("sample"),
            Sample,
            Mesh3d(mesh.clone()),
            MeshMaterial3d(ink),
            Transform::from_translation(at).with_rotation(eyes.rotation()),
        ));
    }

    pub(super) fn take_down(&mut self) {
        for sample in &self.hung {
            self.commands.entity(sample).despawn();
        }
    }
}
