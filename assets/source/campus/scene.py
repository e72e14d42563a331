"""Putting the campus together: one node per building, trees that share meshes, the markers."""

from math import exp, radians

import bpy

from kit import light
from . import droit, enstib, furniture, ground, horizon, iut, markers, plan, student_life, trees, workbench


# Radius of the crowns, m.
CROWN_M = {"lime": 3.4, "oak": 4.6, "birch": 1.9, "spruce": 2.8}


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


def _furnish(pieces):
    """Furniture: one mesh per piece, a node per place."""
    root = bpy.data.objects.new("furniture", None)
    root["pleiades"] = node("furniture", "scenery")
    bpy.context.scene.collection.objects.link(root)
    for name, (mesh, places) in pieces.items():
        first = mesh.build(f"furniture.{name}")
        if name != "totems":
            light.bake([first], light.Surroundings([first], floor=True))
        for k, (x, y, z, yaw) in enumerate(places):
            copy = bpy.data.objects.new(f"furniture.{name}.{k + 1}", first.data)
            copy.location, copy.rotation_euler, copy.parent = (x, y, z), (0, 0, yaw), root
            bpy.context.scene.collection.objects.link(copy)
        bpy.data.objects.remove(first)


def _work():
    """The workbench on the forecourt; the props that lie on it."""
    stand, pieces = workbench.draw()
    made = stand.build("workbench", node("workbench", "scenery"))
    workbench.bake(made)
    x, y, turn = plan.WORKBENCH
    made.location, made.rotation_euler = (x, y, 0), (0, 0, radians(turn))
    return pieces


def lawn_height(x, y):
    inside = any(x0 < x < x1 and y0 < y < y1 for x0, y0, x1, y1 in plan.LAWNS)
    return 0.24 if inside else 0.0


def build():
    """Make every object of the campus."""
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
    furnishing, obstacles = furniture.build()
    _furnish(furnishing)
    _plant()
    hills = bpy.data.objects.new("horizon", None)
    hills["pleiades"] = node("horizon", "scenery")
    bpy.context.scene.collection.objects.link(hills)
    for k in range(len(horizon.BELTS)):
        horizon.belt(k).build(f"horizon.{k + 1}").parent = hills
    pieces = _work()
    markers.places()
    markers.colliders(boxes, obstacles)
    markers.props(pieces)
    _bake(lit)


def _bake(lit):
    """Ambient light: buildings and ground see each other, a piece of furniture its own patch of paving."""
    bpy.context.view_layer.update()
    around = light.Surroundings(lit.values())
    light.bake(lit.values(), around, _under_trees)


def _under_trees(point):
    """How much sky the crowns leave to the ground below them."""
    left = 1.0
    for species, x, y, factor, _ in plan.TREES:
        reach = CROWN_M[species.split(".")[0]] * factor
        far = ((point.x - x) ** 2 + (point.y - y) ** 2) / reach ** 2
        if far < 4 and point.z < 3:
            left *= 1 - 0.38 * exp(-far * 1.3)
    return left
