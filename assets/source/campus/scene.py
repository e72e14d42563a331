"""Putting the campus together: one node per building, trees that share meshes, the markers."""

from math import radians

import bpy

from kit.mesh import Mesh
from . import droit, enstib, furniture, ground, horizon, iut, markers, plan, student_life, trees


def node(name, kind):
    return {"v": 1, "id": name, "kind": kind}


def _plant():
    """Every tree is a node of its own; trees of one sort share their mesh."""
    root = bpy.data.objects.new("trees", None)
    root["pleiades"] = node("trees", "scenery")
    bpy.context.scene.collection.objects.link(root)
    kinds = {name: make().build(f"tree.{name}") for name, make in trees.SPECIES.items()}
    places = list(plan.TREES) + [("bush", x, y, 1.0, 40 * k) for k, (x, y) in enumerate(furniture.PLANTERS)]
    for k, (kind, x, y, factor, turn) in enumerate(places):
        copy = bpy.data.objects.new(f"tree.{k + 1}", kinds[kind].data)
        copy.location = (x, y, 0.6 if kind == "bush" else lawn_height(x, y))
        copy.rotation_euler = (0, 0, radians(turn))
        copy.scale = (factor,) * 3
        copy.parent = root
        bpy.context.scene.collection.objects.link(copy)
    for first in kinds.values():
        bpy.data.objects.remove(first)


def lawn_height(x, y):
    inside = any(x0 < x < x1 and y0 < y < y1 for x0, y0, x1, y1 in plan.LAWNS)
    return 0.24 if inside else 0.0


def build():
    """Make every object of the campus; returns the nodes that get baked light."""
    lit = {"ground": ground.surfaces().build("ground", node("ground", "scenery"))}
    lit["lawns"] = ground.lawns().build("lawns", node("lawns", "scenery"))
    ground.inlay().build("inlay", node("inlay", "scenery"))
    lit["hedges"] = ground.hedge_mesh().build("hedges", node("hedges", "scenery"))
    ground.meadow().build("meadow", node("meadow", "scenery"))
    boxes = {}
    mesh, glass, boxes["enstib"] = enstib.build()
    lit["enstib"] = mesh.build("building.enstib", node("building.enstib", "building"))
    pane = glass.build("building.enstib.glass")
    pane.parent = lit["enstib"]
    for name, module in (("droit", droit), ("iut", iut), ("vie-etudiante", student_life)):
        mesh, boxes[name] = module.build()
        lit[name] = mesh.build(f"building.{name}", node(f"building.{name}", "building"))
    mesh, pieces = furniture.build()
    lit["furniture"] = mesh.build("furniture", node("furniture", "scenery"))
    _plant()
    hills = bpy.data.objects.new("horizon", None)
    hills["pleiades"] = node("horizon", "scenery")
    bpy.context.scene.collection.objects.link(hills)
    for k in range(len(horizon.BELTS)):
        horizon.belt(k).build(f"horizon.{k + 1}").parent = hills
    markers.places()
    markers.colliders(boxes, pieces)
    return lit
