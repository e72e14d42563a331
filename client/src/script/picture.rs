//! Takes pictures of what the person's camera draws, and of both eyes of a headset.

use std::path::PathBuf;

use bevy::{
    prelude::*,
    render::view::screenshot::{Screenshot, ScreenshotCaptured},
};

use super::Plan;
use crate::{
    app::Surface,
    xr::{Headset, eye_picture},
};

/// Write the next frame as `<name>.png`; in a headset also as `<name>.left.png` and `<name>.right.png`.
#[derive(Message, Clone, Debug)]
pub(crate) struct TakePicture(pub(crate) String);

pub(crate) fn plugin(app: &mut App) {
    app.add_message::<TakePicture>().add_systems(Last, take);
}

fn take(
    mut wishes: MessageReader<TakePicture>,
    surface: Res<Surface>,
    headset: Res<Headset>,
    plan: Res<Plan>,
    mut commands: Commands,
) {
    for TakePicture(name) in wishes.read() {
        let flat = match &*surface {
            Surface::Window => Screenshot::primary_window(),
            Surface::Image(image) => Screenshot::image(image.clone()),
        };
        save(flat, plan.out.join(format!("{name}.png")), &mut commands);
        if headset.is_on() {
            for (eye, side) in [(0, "left"), (1, "right")] {
                let path = plan.out.join(format!("{name}.{side}.png"));
                save(eye_picture(eye), path, &mut commands);
            }
        }
    }
}

fn save(screenshot: Screenshot, path: PathBuf, commands: &mut Commands) {
    commands.spawn(screenshot).observe(
        move |captured: On<ScreenshotCaptured>, mut exit: MessageWriter<AppExit>| {
            let written = captured
                .image
                .clone()
                .try_into_dynamic()
                .map_err(|error| error.to_string())
                .and_then(|picture| {
                    picture
                        .to_rgb8()
                        .save(&path)
                        .map_err(|error| error.to_string())
                });
            match written {
                Ok(()) => super::state::print_line(&serde_json::json!({ "picture": path })),
                Err(reason) => {
                    error!(
                        "{}: the picture could not be written: {reason}",
                        path.display()
                    );
                    exit.write(AppExit::error());
                }
            }
        },
    );
}
