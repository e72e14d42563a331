// The soft shadow where somebody stands: it ties a figure to the ground where there is no shadow map, or none that is fine enough.

#import bevy_pbr::forward_io::VertexOutput

struct Contact {
    // In the middle, 0 to 1
    darkness: f32,
}

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var<uniform> contact: Contact;

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let radius = length(in.uv * 2.0 - 1.0);
    let shade = contact.darkness * exp(-4.0 * radius * radius) * (1.0 - smoothstep(0.7, 1.0, radius));
    return vec4(0.0, 0.0, 0.0, shade);
}
