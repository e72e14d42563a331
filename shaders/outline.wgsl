// The outline of a thing: its hull a little larger, of which only the far side is drawn, so that a rim stands out around it.

#import bevy_pbr::{mesh_functions, view_transformations::position_world_to_clip}

struct Outline {
    colour: vec4<f32>,
    width_m: f32,
}

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var<uniform> outline: Outline;

struct Vertex {
    @builtin(instance_index) instance_index: u32,
    @location(0) position: vec3<f32>,
    @location(1) normal: vec3<f32>,
}

@vertex
fn vertex(vertex: Vertex) -> @builtin(position) vec4<f32> {
    let world_from_local = mesh_functions::get_world_from_local(vertex.instance_index);
    let place = mesh_functions::mesh_position_local_to_world(world_from_local, vec4(vertex.position, 1.0));
    let outward = mesh_functions::mesh_normal_local_to_world(vertex.normal, vertex.instance_index);
    return position_world_to_clip(place.xyz + normalize(outward) * outline.width_m);
}

@fragment
fn fragment() -> @location(0) vec4<f32> {
    return outline.colour;
}
