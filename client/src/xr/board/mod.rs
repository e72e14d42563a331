//! The panels of the window, on boards in the room: what one reads and touches in a headset.
//!
//! While a headset is worn the camera that carries the panels draws into an image, and a quad before the wearer shows it. The
//! panels are the same functions over the same context: nothing is lost by putting a headset on or taking it off.

mod beam;
mod choice;
mod keyboard;
mod place;
mod pointing;

use bevy::{
    camera::{ImageRenderTarget, RenderTarget, visibility::RenderLayers},
    ecs::schedule::ScheduleLabel,
    light::{NotShadowCaster, NotShadowReceiver},
    prelude::*,
};
use bevy_egui::{
    EguiContext, EguiGlobalSettings, EguiSchedule, egui, input::FocusedNonWindowEguiContext,
};
use bevy_mod_xr::session::XrTrackingRoot;

pub(crate) use choice::fingertip;
pub(crate) use pointing::Pointing;

use super::headset::{Headset, worn};
use crate::{
    app::{Surface, picture, sets::FrameSet},
    body::Eyes,
    shading::PanelMaterial,
};

/// Pixels of a board for each point of its panels.
const DENSITY: f32 = 2.0;

/// A board with panels on it. Its own frame: origin in the middle, +X to the right, +Y up, +Z to who reads it.
#[derive(Component, Clone, Debug)]
pub(crate) struct Board {
    /// The camera whose panels it shows.
    pub(crate) context: Entity,
    /// Board frame to tracking frame.
    pub(crate) pose: Isometry3d,
    /// Width and height, metres.
    pub(crate) size_m: Vec2,
    /// Width and height in points of the panels.
    pub(crate) points: Vec2,
    /// Whether there is anything on it.
    pub(crate) shown: bool,
}

impl Board {
    /// Where a ray of the tracking frame meets the board: distance in metres, and the place in points, which may lie beside it.
    fn meet(&self, ray: Ray3d) -> Option<(f32, Vec2)> {
        let normal = self.pose.rotation * Vec3::Z;
        let towards = ray.direction.dot(normal);
        if towards > -1e-3 {
            return None;
        }
        let distance = (Vec3::from(self.pose.translation) - ray.origin).dot(normal) / towards;
        (distance > 0.0).then(|| (distance, self.points_at(ray.get_point(distance))))
    }

    /// Height of a point of the tracking frame above the board, metres, and the place under it in points.
    fn above(&self, point: Vec3) -> (f32, Vec2) {
        let local = self.pose.inverse() * point;
        (local.z, self.points_at(point))
    }

    fn points_at(&self, point: Vec3) -> Vec2 {
        let local = (self.pose.inverse() * point).xy() / self.size_m;
        Vec2::new(local.x + 0.5, 0.5 - local.y) * self.points
    }

    /// The point of the tracking frame under a place in points.
    pub(crate) fn at(&self, points: Vec2) -> Vec3 {
        let share = points / self.points;
        let local = Vec2::new(share.x - 0.5, 0.5 - share.y) * self.size_m;
        self.pose * local.extend(0.0)
    }

    fn holds(&self, points: Vec2) -> bool {
        points.cmpge(Vec2::ZERO).all() && points.cmple(self.points).all()
    }
}

/// Which boards have something on them is known.
#[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
struct Fill;

/// Boards are put where they hang.
#[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
struct Show;

/// The board of the panels that the window has otherwise.
#[derive(Component)]
struct Main;

pub(crate) fn plugin(app: &mut App) {
    app.add_plugins((
        pointing::plugin,
        place::plugin,
        keyboard::plugin,
        beam::plugin,
    ))
    .add_systems(Update, hang.run_if(not(resource_exists::<Canvas>)))
    .add_systems(Update, host.run_if(resource_changed::<Headset>))
    .add_systems(
        Update,
        (fill.in_set(Fill), show.in_set(Show))
            .chain()
            .after(FrameSet::Move)
            .run_if(worn.or_else(resource_changed::<Headset>)),
    );
}

/// What only the wearer sees: boards are in no photograph and in no picture of what somebody sees.
pub(in crate::xr) fn wearers() -> RenderLayers {
    RenderLayers::layer(1)
}

/// An image to draw panels into.
pub(crate) fn canvas(points: Vec2) -> Image {
    picture::canvas((points * DENSITY).as_uvec2())
}

/// Lets a camera draw on such an image.
fn target(image: &Handle<Image>) -> RenderTarget {
    RenderTarget::Image(ImageRenderTarget {
        handle: image.clone(),
        scale_factor: DENSITY,
    })
}

/// A camera for panels of their own on such an image: drawn before the views of the scene by `order`, once switched on.
pub(crate) fn panel_camera(
    image: &Handle<Image>,
    order: isize,
    pass: impl ScheduleLabel,
) -> impl Bundle {
    (
        Camera3d::default(),
        Camera {
            order,
            is_active: false,
            clear_color: ClearColorConfig::Custom(Color::NONE),
            ..default()
        },
        Msaa::Off,
        target(image),
        RenderLayers::none(),
        EguiSchedule::new(pass),
    )
}

/// What the main board is painted with.
#[derive(Resource)]
struct Canvas(Handle<Image>);

fn quad(
    board: Board,
    image: Handle<Image>,
    root: Entity,
    meshes: &mut Assets<Mesh>,
    materials: &mut Assets<PanelMaterial>,
) -> impl Bundle {
    (
        Name::new("board"),
        board,
        Mesh3d(meshes.add(Rectangle::new(1.0, 1.0))),
        MeshMaterial3d(materials.add(PanelMaterial { picture: image })),
        Transform::default(),
        Visibility::Hidden,
        NotShadowCaster,
        NotShadowReceiver,
        wearers(),
        ChildOf(root),
    )
}

fn hang(
    root: Query<Entity, With<XrTrackingRoot>>,
    eyes: Query<Entity, With<Eyes>>,
    mut images: ResMut<Assets<Image>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<PanelMaterial>>,
    mut commands: Commands,
) {
    let (Ok(root), Ok(eyes)) = (root.single(), eyes.single()) else {
        return;
    };
    let points = place::POINTS;
    let image = images.add(canvas(points));
    let board = Board {
        context: eyes,
        pose: Isometry3d::IDENTITY,
        size_m: points * place::METRES_PER_POINT,
        points,
        shown: false,
    };
    commands.insert_resource(Canvas(image.clone()));
    commands.spawn((Main, quad(board, image, root, &mut meshes, &mut materials)));
}

/// Moves the panels from the window to the board, and back.
fn host(
    headset: Res<Headset>,
    surface: Res<Surface>,
    canvas: Option<Res<Canvas>>,
    mut eyes: Query<(Entity, &mut Camera, &mut Projection, &mut RenderTarget), With<Eyes>>,
    mut interface: ResMut<EguiGlobalSettings>,
    mut commands: Commands,
) {
    let Some(canvas) = canvas else { return };
    for (eyes, mut camera, mut lens, mut at) in &mut eyes {
        // The engine measures a camera's new target when its lens changes.
        lens.set_changed();
        // A third view of the scene would cost as much as an eye.
        if headset.is_on() {
            *at = target(&canvas.0);
            camera.clear_color = ClearColorConfig::Custom(Color::NONE);
            commands.entity(eyes).insert(RenderLayers::none());
            // What is typed on the computer's keyboard goes to the panels, wherever they are.
            commands.insert_resource(FocusedNonWindowEguiContext(eyes));
        } else {
            *at = surface.target();
            camera.clear_color = ClearColorConfig::Default;
            commands.entity(eyes).remove::<RenderLayers>();
            commands.remove_resource::<FocusedNonWindowEguiContext>();
        }
    }
    // The mouse over the window is nowhere on the board.
    let mouse = !headset.is_on();
    let listen = &mut interface.input_system_settings;
    listen.run_write_window_pointer_moved_messages = mouse;
    listen.run_write_pointer_button_messages = mouse;
    listen.run_write_mouse_wheel_messages_system = mouse;
    listen.run_write_window_touch_messages_system = mouse;
}

/// An empty board is not in the way.
fn fill(
    headset: Res<Headset>,
    mut boards: Query<&mut Board, With<Main>>,
    mut contexts: Query<(&mut EguiContext, &mut Camera)>,
) {
    for mut board in &mut boards {
        let Ok((mut context, mut camera)) = contexts.get_mut(board.context) else {
            continue;
        };
        let filled = context
            .get_mut()
            .memory(|memory| memory.areas().visible_layer_ids())
            .iter()
            .any(|layer| layer.order != egui::Order::Background);
        if board.shown != filled {
            board.shown = filled;
        }
        let draws = filled || !headset.is_on();
        if camera.is_active != draws {
            camera.is_active = draws;
        }
    }
}

fn show(headset: Res<Headset>, mut boards: Query<(&Board, &mut Transform, &mut Visibility)>) {
    for (board, mut transform, mut visibility) in &mut boards {
        visibility.set_if_neq(if board.shown && headset.is_on() {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
        *transform = Transform::from_isometry(board.pose).with_scale(board.size_m.extend(1.0));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn board() -> Board {
        Board {
            context: Entity::PLACEHOLDER,
            pose: Isometry3d::new(
                Vec3::new(0.5, 1.4, -1.2),
                Quat::from_rotation_y(0.4) * Quat::from_rotation_x(-0.3),
            ),
            size_m: Vec2::new(1.4, 1.0),
            points: Vec2::new(700.0, 500.0),
            shown: true,
        }
    }

    #[test]
    fn a_ray_lands_on_the_points_it_was_sent_to() {
        let board = board();
        for points in [Vec2::ZERO, Vec2::new(700.0, 0.0), Vec2::new(123.0, 456.0)] {
            let from = Vec3::new(0.2, 1.2, -0.2);
            let way = board.at(points) - from;
            let ray = Ray3d::new(from, Dir3::new(way).unwrap());
            let (distance, found) = board.meet(ray).unwrap();
            assert!((distance - way.length()).abs() < 1e-4);
            assert!((found - points).length() < 0.05, "{found} for {points}");
        }
    }

    #[test]
    fn nothing_is_met_from_behind_or_behind_the_hand() {
        let board = board();
        let back = board.at(Vec2::new(350.0, 250.0)) + board.pose.rotation * Vec3::NEG_Z;
        let toward = Dir3::new(board.pose.rotation * Vec3::Z).unwrap();
        assert!(board.meet(Ray3d::new(back, toward)).is_none());
        let front = back + 2.0 * toward.as_vec3();
        assert!(board.meet(Ray3d::new(front, toward)).is_none());
        assert!((board.above(front).0 - 1.0).abs() < 1e-4);
    }
}
