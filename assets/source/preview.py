"""Look at a baked glb: python preview.py FILE.glb OUT.png VIEW [VIEW ...] (names below, or x,y,z,azimuth,pitch)."""

import sys
from math import radians
from pathlib import Path

import bpy
from mathutils import Euler

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

SUN_AZIMUTH_DEG, SUN_ELEVATION_DEG = 135.0, 40.0
VIEWS = {
    "arrival": (0, -27, 1.6, -2, 4), "enstib": (-4, 12, 1.6, -14, 12), "hall": (-24, 20, 1.6, -25, 5),
    "droit": (-22, -6, 1.6, -76, 7), "droit.near": (-33, -2, 1.6, -80, 10), "iut": (22, 12, 1.6, 4, 6),
    "vie": (18, -2, 1.6, 96, 3), "terrace": (31, -16, 1.6, 35, 2), "lawn": (0, -12, 1.6, 40, 2),
    "back": (0, 22, 1.6, 180, 2), "above": (-45, -65, 45, 32, -32), "inlay": (0, -6, 1.6, 0, -12),
    "bench": (-22.8, -21.5, 1.5, 330, -6), "spawn": (-3, -26, 1.6, -1, 0),
    "workbench": (-4.2, -23.3, 1.55, 0, -35), "workbench.side": (-5.9, -23.4, 1.5, 50, -24), "workbench.near": (-4.7, -22.75, 1.25, 8, -38),
    "halle": (-27, 27.6, 1.6, -48.7, 0), "forest": (-0.3, 29.8, 1.6, 1.7, 2), "forecourt": (0, -9, 1.6, 0, 0),
    "outcrop": (-1, -12.5, 1.6, 3.5, 4), "outcrop.west": (0.4, -1, 1.6, -60, -8), "outcrop.log": (1.5, 5.5, 1.6, 0, 6),
}


def light():
    scene = bpy.context.scene
    world = bpy.data.worlds.new("sky")
    scene.world = world
    world.use_nodes = True
    sky = world.node_tree.nodes.new("ShaderNodeTexSky")
    sky.sky_type = "MULTIPLE_SCATTERING"
    sky.sun_disc = False
    sky.sun_elevation, sky.sun_rotation = radians(SUN_ELEVATION_DEG), radians(SUN_AZIMUTH_DEG)
    background = world.node_tree.nodes["Background"]
    background.inputs["Strength"].default_value = 0.11
    world.node_tree.links.new(sky.outputs["Color"], background.inputs["Color"])
    lamp = bpy.data.lights.new("sun", "SUN")
    lamp.energy, lamp.angle, lamp.color = 4.2, radians(0.6), (1.0, 0.9, 0.76)
    node = bpy.data.objects.new("sun", lamp)
    node.rotation_euler = Euler((radians(90 - SUN_ELEVATION_DEG), 0, radians(180 - SUN_AZIMUTH_DEG)))
    scene.collection.objects.link(node)


def render(path, view, size, samples):
    scene = bpy.context.scene
    x, y, z, azimuth, pitch = VIEWS[view] if view in VIEWS else map(float, view.split(","))
    camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    camera.data.lens_unit, camera.data.angle = "FOV", radians(75)
    camera.data.clip_end = 3000
    camera.location = (x, y, z)
    camera.rotation_euler = (radians(90 + pitch), 0, -radians(azimuth))
    scene.collection.objects.link(camera)
    scene.camera = camera
    scene.render.engine = "CYCLES"
    cycles = scene.cycles
    cycles.samples, cycles.use_denoising = samples, True
    cycles.max_bounces, cycles.transparent_max_bounces, cycles.diffuse_bounces = 4, 24, 2
    scene.view_settings.view_transform = "AgX"
    scene.view_settings.look = "AgX - Medium High Contrast"
    scene.render.resolution_x, scene.render.resolution_y = size
    scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)


def paint(everything):
    """Multiply base colours by the baked corner colours (Cycles bounces light itself: foliage only by default)."""
    for made in bpy.data.materials:
        if not made.node_tree or not (everything or made.name.startswith(("leaves", "needles"))):
            continue
        tree = made.node_tree
        base = tree.nodes["Principled BSDF"].inputs["Base Color"]
        corners = tree.nodes.new("ShaderNodeVertexColor")
        mix = tree.nodes.new("ShaderNodeMix")
        mix.data_type, mix.blend_type = "RGBA", "MULTIPLY"
        mix.inputs["Factor"].default_value = 1.0
        if base.is_linked:
            tree.links.new(base.links[0].from_socket, mix.inputs["A"])
        else:
            mix.inputs["A"].default_value = base.default_value
        tree.links.new(corners.outputs["Color"], mix.inputs["B"])
        tree.links.new(mix.outputs["Result"], base)


def main(source, target, views):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.import_scene.gltf(filepath=source)
    for node in bpy.data.objects:
        if node.name.startswith("collider."):
            node.hide_render = True
    light()
    paint("baked" in views)
    for view in (v for v in views if v != "baked"):
        stem = Path(target)
        path = stem if len(views) == 1 else stem.with_name(f"{stem.stem}-{view}{stem.suffix}")
        render(path, view, (720, 405), 16)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
