// The border of an area: a line on the ground, amber between dark edges so that it shows on grass and on pale stone, and above it
// a fence of light with posts and rails, glass between them.

#import bevy_pbr::forward_io::VertexOutput

struct Fence {
    // The line and the fence.
    colour: vec4<f32>,
    // The edges of the line.
    edge: vec4<f32>,
    // Height of the fence, metres.
    height: f32,
}

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var<uniform> fence: Fence;

// From post to post, and half of what is drawn of posts and rails, metres.
const POST_EVERY_M: f32 = 2.0;
const POST_M: f32 = 0.035;
const RAIL_M: f32 = 0.022;
// So much of the half line is amber.
const CORE: f32 = 0.55;

// 1 within `half` of zero, 0 outside, its edge as soft as a pixel is wide; thin things far away fade instead of flickering.
fn stroke(distance: f32, half_width: f32, pixel: f32) -> f32 {
    let soft = max(pixel, 1e-4);
    let ink = 1.0 - smoothstep(half_width - soft * 0.5, half_width + soft * 0.5, abs(distance));
    return ink * clamp(2.0 * half_width / soft, 0.0, 1.0);
}

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    // Along the border in metres; up to 1 the height in the fence, from 2 to 4 across the line on the ground.
    let along = in.uv.x;
    let along_pixel = fwidth(along);
    let up_pixel = fwidth(in.uv.y) * fence.height;
    if in.uv.y > 1.5 {
        let across = abs(in.uv.y - 3.0);
        let soft = max(fwidth(in.uv.y), 1e-4);
        let core = 1.0 - smoothstep(CORE - soft * 0.5, CORE + soft * 0.5, across);
        let rim = 1.0 - smoothstep(1.0 - soft, 1.0, across);
        let ink = mix(fence.edge, fence.colour, core);
        let alpha = ink.a * rim;
        return vec4(ink.rgb * alpha, alpha);
    }
    let up = in.uv.y * fence.height;
    let post = stroke((fract(along / POST_EVERY_M) - 0.5) * POST_EVERY_M, POST_M, along_pixel);
    let top = stroke(up - fence.height + RAIL_M, RAIL_M, up_pixel);
    let middle = stroke(up - fence.height * 0.5, RAIL_M * 0.7, up_pixel);
    let glass = 0.10 + 0.22 * (1.0 - in.uv.y) * (1.0 - in.uv.y);
    let alpha = fence.colour.a * max(max(post, top) * 0.9, max(middle * 0.7, glass));
    return vec4(fence.colour.rgb * alpha, alpha);
}
