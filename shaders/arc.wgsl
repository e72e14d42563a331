// The teleport arc: a ribbon whose pattern says what its colour says. Chevrons flow to a free place, dots end where one cannot
// stand, bars where one may not go.

#import bevy_pbr::{forward_io::VertexOutput, mesh_view_bindings::globals}

struct Arc {
    colour: vec4<f32>,
    // 0 chevrons, 1 dots, 2 bars
    pattern: u32,
}

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var<uniform> arc: Arc;

// Length of one chevron, dot or bar with its gap, metres.
const PERIOD_M: f32 = 0.22;
const SPEED_M_S: f32 = 0.9;

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    // Along the ribbon in metres, across it from -1 to 1.
    let along = in.uv.x;
    let across = in.uv.y;
    let edge = 1.0 - smoothstep(0.75, 1.0, abs(across));
    var ink = 0.0;
    switch arc.pattern {
        case 0u: {
            let phase = fract((along - globals.time * SPEED_M_S) / PERIOD_M + abs(across) * 0.35);
            ink = 0.35 + 0.65 * smoothstep(0.0, 0.12, phase) * (1.0 - smoothstep(0.5, 0.62, phase));
        }
        case 1u: {
            let offset = vec2((fract(along / PERIOD_M) - 0.5) * 5.5, across);
            ink = 1.0 - smoothstep(0.6, 0.85, length(offset));
        }
        default: {
            let phase = fract(along / PERIOD_M);
            ink = smoothstep(0.1, 0.18, phase) * (1.0 - smoothstep(0.5, 0.58, phase));
        }
    }
    // It leaves the hand gently.
    let alpha = arc.colour.a * ink * edge * smoothstep(0.05, 0.35, along);
    return vec4(arc.colour.rgb * alpha, alpha);
}
