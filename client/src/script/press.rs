//! Pressing a control of a panel by its name, as a screen reader does.

use bevy::prelude::*;
use bevy_egui::{
    EguiContext, EguiInputSet, EguiOutput,
    egui::{
        self,
        accesskit::{Action, ActionRequest, TreeId},
    },
    input::EguiInputEvent,
};

/// Something done to the panels.
#[derive(Message, Clone, Debug)]
pub(super) enum PressControl {
    /// Focus and press the control of this name.
    Press(String),
    /// Type into what has the focus.
    Type(String),
}

pub(super) fn plugin(app: &mut App) {
    app.add_message::<PressControl>()
        .add_systems(PreUpdate, press.in_set(EguiInputSet::ReadBevyMessages));
}

fn press(
    mut wishes: MessageReader<PressControl>,
    contexts: Query<(Entity, &EguiOutput), With<EguiContext>>,
    mut input: MessageWriter<EguiInputEvent>,
    mut exit: MessageWriter<AppExit>,
) {
    for wish in wishes.read() {
        match wish {
            PressControl::Type(text) => {
                for (context, _) in &contexts {
                    let event = egui::Event::Text(text.clone());
                    input.write(EguiInputEvent { context, event });
                }
            }
            PressControl::Press(name) => {
                let found = contexts.iter().find_map(|(context, output)| {
                    let update = output.platform_output.accesskit_update.as_ref()?;
                    let node = update
                        .nodes
                        .iter()
                        .find(|(_, node)| node.label() == Some(name) && !node.is_disabled())?;
                    Some((context, node.0))
                });
                let Some((context, target_node)) = found else {
                    error!("no control is called «{name}»");
                    exit.write(AppExit::error());
                    return;
                };
                for action in [Action::Focus, Action::Click] {
                    let event = egui::Event::AccessKitActionRequest(ActionRequest {
                        action,
                        target_tree: TreeId::ROOT,
                        target_node,
                        data: None,
                    });
                    input.write(EguiInputEvent { context, event });
                }
            }
        }
    }
}
