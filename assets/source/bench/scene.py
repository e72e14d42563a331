"""Putting the timber bench together: room, press and instruments, beams and the places for them, ids, colliders."""

from math import radians

import bpy
from mathutils import Matrix

from campus import horizon, trees
from kit import light, marks, materials
from kit.atlas import Atlas
from kit.mesh import Mesh
from kit.solid import Body, block
from . import instruments, plan, room

TREES = [("birch.a", -3.2, -8.2, 0.9, 10), ("lime.a", 4.8, -11.5, 1.0, 70), ("spruce.a", -9.5, -14, 0.9, 20), ("oak", 13, -16, 1.0, 160),
         ("birch.b", 1.2, -15.5, 0.95, 200), ("spruce.b", -17, -9, 1.0, 80), ("lime.b", -22, -24, 1.0, 30), ("spruce.a", 24, -26, 1.0, 15)]
LAMP_CD = 70_000.0      # bright as daylight, because the client does not adapt to a room
FILL_CD = 160_000.0
BEAM_SEEDS = (21, 22, 23, 24, 25, 26)


def _at(x, y, z, turn=0.0):
    return Matrix.Translation((x, y, z)) @ Matrix.Rotation(radians(turn), 4, "Z")


def _instrument(name, draw, where, faces=(), kind="instrument_mount"):
    """One instrument as a node with a mesh; its faces to be read are its children."""
    mesh = Mesh(cell=9)
    draw(mesh)
    node = mesh.build(name, marks.mark(name, kind))
    node.matrix_world = where
    for called, face, place in faces:
        child = face.build(called, marks.mark(called, "display"))
        child.parent, child.matrix_local = node, place
    return node


def _front(matrix, x=0.0, z=0.0, out=0.004):
    return matrix @ Matrix.Translation((x, -out, z))


def _instruments():
    x, y = plan.PRESS
    bottom = plan.SUPPORT_M
    made = [_instrument("instrument.press", instruments.press, _at(x, y, 0),
                        [("display.press", instruments.face(0.36, 0.16), _front(instruments.CONSOLE, z=0.018))])]
    _instrument("press.ram", instruments.ram, _at(x, y, bottom + plan.BEAM[2] + 0.004), kind="part")
    _instrument("press.wheel", instruments.wheel, _at(x - 0.42, y - 0.12, 1.5), kind="part")
    made.append(_instrument("instrument.dial_gauge", instruments.dial_gauge, _at(x, y - instruments.GAUGE_OUT, bottom - instruments.GAUGE_RISE),
                            [("display.dial_gauge", instruments.face(0.196, 0.196, True), Matrix.Translation((0, -0.007, 0)))]))
    top = plan.TOP_M
    made.append(_instrument("instrument.scale", instruments.scale, _at(*plan.SCALE, top),
                            [("display.scale", instruments.face(0.24, 0.075), _front(instruments.SCALE_HEAD, z=0.02))]))
    made.append(_instrument("instrument.caliper", instruments.caliper, _at(*plan.CALIPER, top),
                            [("display.caliper", instruments.face(0.165, 0.045), _front(instruments.CALIPER_SLOPE, x=-0.03, z=0.03, out=0.0165))]))
    x, y = plan.TAP
    made.append(_instrument("instrument.hammer", instruments.hammer, _at(x - 0.15, y - 0.22, top + 0.0172, -62)))
    made.append(_instrument("instrument.microphone", instruments.microphone, _at(x + 0.63, y, top - instruments.MICROPHONE_HIGH, 180)))
    made.append(_instrument("instrument.analyser", instruments.analyser, _at(x, y + 0.18, top),
                            [("display.microphone", instruments.face(0.36, 0.25), _front(instruments.ANALYSER_FACE, x=-0.03))]))
    cradles = Mesh(cell=9)
    instruments.cradles(cradles)
    made.append(cradles.build("cradles", marks.mark("cradles", "scenery")))
    made[-1].location = (x, y, top)
    return made


def _beams():
    """Six beams of spruce, each cut elsewhere in its trunk, with its number on the front; they lie in the rack."""
    atlas, drawn = Atlas("beams_wood", 2048, 1480), []
    for k, seed in enumerate(BEAM_SEEDS):
        mesh = Mesh()
        block(mesh, atlas, Body(), (0, 0, 0), plan.BEAM, "spruce", seed, near=0.03 + 0.012 * k)
        for x in (-0.52, 0.49):
            with mesh.at(x, -plan.BEAM[1] / 2, -0.014):
                mesh.text(str(k + 1), 0.042, "ul_black", 0.0006)
        drawn.append(mesh)
    atlas.paint()
    for k, (mesh, place) in enumerate(zip(drawn, room.rack_places())):
        name = f"prop.beam.{k + 1}"
        mesh.build(name, marks.mark(name, "prop")).location = place
        marks.empty(f"socket.rack.{k + 1}", "socket", *place, 0.0)


def _sockets():
    half = plan.BEAM[2] / 2
    marks.empty("socket.press", "socket", *plan.PRESS, plan.SUPPORT_M + half, 0.0)
    marks.empty("socket.scale", "socket", *plan.SCALE, plan.TOP_M + instruments.SCALE_CARRIES + half, 0.0)
    marks.empty("socket.tap", "socket", *plan.TAP, plan.TOP_M + instruments.CRADLE_M + half, 0.0)


def _colliders(boxes):
    x0, x1, y0, y1, _ = plan.ROOM
    px, py = plan.PRESS
    bed = plan.SUPPORT_M - 0.13
    press = [(px, py + 0.05, bed / 2, 1.42, 0.54, bed), (px, py + 0.19, 1.25, 0.42, 0.08, 0.82), (px, py + 0.1, 1.5, 0.48, 0.3, 0.2)]
    press += [(px + s * plan.SPAN_M / 2, py, bed + (plan.SUPPORT_M - bed) / 2, 0.08, 0.11, plan.SUPPORT_M - bed) for s in (-1, 1)]
    sx, sy = plan.SCALE
    foot = plan.TOP_M
    scale = [(sx, sy, foot + 0.039, 0.36, 0.27, 0.078), (sx, sy - 0.23, foot + 0.07, 0.28, 0.1, 0.14)]
    scale += [(sx + s, sy, foot + instruments.SCALE_CARRIES / 2, 0.03, 0.10, instruments.SCALE_CARRIES) for s in (-0.12, 0.12)]
    tx, ty = plan.TAP
    cradles = [(tx + s * plan.NODES_M, ty, foot + instruments.CRADLE_M / 2, 0.06, 0.14, instruments.CRADLE_M) for s in (-1, 1)]
    cx, cy = plan.CALIPER
    boxes = {**boxes, "press": press, "scale": scale, "cradles": cradles, "caliper": [(cx, cy, foot + 0.12, 0.52, 0.2, 0.24)],
             "analyser": [(tx, ty + 0.24, foot + 0.16, 0.46, 0.12, 0.32)]}
    marks.box("collider.ground", 0, 0, x1 - x0 + 1, y1 - y0 + 1, 1.0, z=-1.0)
    for name, found in boxes.items():
        mesh = Mesh(cell=1e6)
        for x, y, z, *size in found:
            mesh.box((x, y, z), size, "")
        marks.collider(f"collider.{name}", mesh)


def _plant():
    root = bpy.data.objects.new("trees", None)
    root["pleiades"] = marks.mark("trees", "scenery")
    bpy.context.scene.collection.objects.link(root)
    kinds = {name: trees.SPECIES[name]().build(f"tree.{name}") for name in sorted({t[0] for t in TREES})}
    for k, (kind, x, y, factor, turn) in enumerate(TREES):
        copy = bpy.data.objects.new(f"tree.{k + 1}", kinds[kind].data)
        copy.location, copy.rotation_euler, copy.scale, copy.parent = (x, y, -0.12), (0, 0, radians(turn)), (factor,) * 3, root
        bpy.context.scene.collection.objects.link(copy)
    for first in kinds.values():
        bpy.data.objects.remove(first)
    hills = bpy.data.objects.new("horizon", None)
    hills["pleiades"] = marks.mark("horizon", "scenery")
    bpy.context.scene.collection.objects.link(hills)
    for k in range(len(horizon.BELTS)):
        horizon.belt(k).build(f"horizon.{k + 1}").parent = hills


def build():
    """Make every object of the timber bench."""
    materials.register_plain("display_lcd", "#c3d3bd", 0.35)
    materials.register_plain("display_dial", "#f3f1e8", 0.4)
    mesh, glass, shell, boxes = room.build()
    inside = mesh.build("room", marks.mark("room", "scenery"))
    shell.build("shell", marks.mark("shell", "scenery"))
    glass.build("room.glass").parent = inside
    room.outside().build("ground", marks.mark("ground", "scenery"))
    _plant()
    made = _instruments()
    _beams()
    _sockets()
    for k, (x, y) in enumerate(plan.SPAWNS):
        marks.empty(f"spawn.bench.{k + 1}", "spawn", x, y, 0.0, marks.facing(x, y, 0.0, 3.4))
    for name, (x, y, tx, ty) in plan.POIS.items():
        marks.empty(name, "poi", x, y, plan.EYE_M, marks.facing(x, y, tx, ty))
    _lamps()
    _colliders(boxes)
    bpy.context.view_layer.update()
    around = light.Surroundings([inside, *made])
    around.rays = light.directions(32)
    light.bake([inside, *made], around, _daylight, 0.6)


def _lamps():
    """Four lights under the strips: the sky alone leaves a room too dark for eyes that come from outside. What walls and floor
    give back of them, which nothing else computes, is a second light below each."""
    for k, (x, y) in enumerate(((-2.6, 1.1), (0.0, 1.0), (2.6, 1.1), (-2.2, -1.2))):
        lamp = _light(f"lamp.{k + 1}", "SPOT", LAMP_CD, (x, y, 2.7))
        lamp.spot_size, lamp.spot_blend = radians(150), 0.6       # downward: the ceiling is near
        _light(f"lamp.{k + 1}.fill", "POINT", FILL_CD, (x, y, 1.9))


def _light(name, kind, candela, place):
    lamp = bpy.data.lights.new(name, kind)
    lamp.energy, lamp.color, lamp.shadow_soft_size = candela, (1.0, 0.95, 0.87), 0.2
    node = bpy.data.objects.new(name, lamp)
    node.location = place
    bpy.context.scene.collection.objects.link(node)
    return lamp


def _daylight(point):
    """A room is darker away from its windows (south)."""
    deep = (point.y - plan.ROOM[2]) / (plan.ROOM[3] - plan.ROOM[2])
    return 1.0 - 0.22 * min(1.0, max(0.0, deep))
