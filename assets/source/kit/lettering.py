"""Words as faces, set in Inter."""

from pathlib import Path

import bpy

FONTS = Path(__file__).resolve().parents[2] / "fonts"
_loaded = {}


def _font(bold):
    name = "Inter-Bold.ttf" if bold else "Inter-Regular.ttf"
    if name not in _loaded:
        _loaded[name] = bpy.data.fonts.load(str(FONTS / name))
    return _loaded[name]


def letters(words, size, depth, align, bold):
    """Faces of raised letters: x along the line, z up, front at y = -depth."""
    curve = bpy.data.curves.new("letters", "FONT")
    curve.body, curve.size, curve.font = words, size, _font(bold)
    curve.align_x, curve.resolution_u, curve.extrude = align, 2, depth / 2
    obj = bpy.data.objects.new("letters", curve)
    bpy.context.scene.collection.objects.link(obj)
    bpy.context.view_layer.update()
    mesh = obj.evaluated_get(bpy.context.evaluated_depsgraph_get()).to_mesh()
    faces = []
    for polygon in mesh.polygons:
        if polygon.normal.z < -0.9:
            continue
        points = [mesh.vertices[i].co for i in polygon.vertices]
        faces.append([(p.x, -(p.z + depth / 2), p.y) for p in points])
    bpy.data.objects.remove(obj)
    bpy.data.curves.remove(curve)
    return faces
