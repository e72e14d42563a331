//! Takes pictures of what the person's camera draws.

use bevy::{
    prelude::*,
    render::view::screenshot::{Screenshot, ScreenshotCaptured},
};

use super::Plan;
use crate::app::Surface;

/// Write the next frame as `<name>.png`.
#[derive(Message, Clone, Debug)]
pub(crate) struct TakePicture(pub(crate) String);

pub(crate) fn plugin(app: &mut App) {
    app.add_message::<TakePicture>().add_systems(Last, take);
}

fn take(
    mut wishes: MessageReader<TakePicture>,
    surface: Res<Surface>,
    plan: Res<Plan>,
    mut commands: Commands,
) {
    for TakePicture(name) in wishes.read() {
        let path = plan.out.join(format!("{name}.png"));
        let screenshot = match &*surface {
            Surface::Window => Screenshot::primary_window(),
            Surface::Image(image) => Screenshot::image(image.clone()),
        };
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
}
