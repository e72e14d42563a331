// What lies before both eyes: darkness, and a vignette that narrows the view while one is moved. A ball about the head; the
// angle from the way the head faces decides, so that both eyes see the same rim.

#import bevy_pbr::{mesh_functions, view_transformations::position_world_to_clip}

struct Veil {
    colour: vec4<f32>,
    // 0 to 1: all of the view
    dark: f32,
    // 0 to 1: the rim only
    narrow: f32,
    // Where the rim begins and where it is full, radians from the middle
    inner: f32,
    outer: f32,
}

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var<uniform> veil: Veil;

struct Vertex {
    @builtin(instance_index) instance_index: u32,
    @location(0) position: vec3<f32>,
}

struct Seen {
    @builtin(position) clip: vec4<f32>,
    // In the head's frame
    @location(0) way: vec3<f32>,
}

@vertex
fn vertex(vertex: Vertex) -> Seen {
    let world_from_local = mesh_functions::get_world_from_local(vertex.instance_index);
    let place = mesh_functions::mesh_position_local_to_world(world_from_local, vec4(vertex.position, 1.0));
    return Seen(position_world_to_clip(place.xyz), vertex.position);
}

@fragment
fn fragment(in: Seen) -> @location(0) vec4<f32> {
    let angle = acos(clamp(-normalize(in.way).z, -1.0, 1.0));
    let rim = veil.narrow * smoothstep(veil.inner, veil.outer, angle);
    let alpha = max(veil.dark, rim);
    return vec4(veil.colour.rgb * alpha, alpha);
}
