"""Putting the outcrop together: rock, ground, plants, measuring places, what stands about, ids and colliders."""

from math import cos, pi, radians, sin

import bpy
import numpy as np
from mathutils import Matrix, Vector

from campus import horizon, trees
from kit import light, materials, marks, noise
from kit.mesh import Mesh
from . import ground, plan, rock, surfaces

SLAB, AO_RAYS = 0.78, 20
EAST_PALER = 1.3        # the limb in the shade is of paler stone, so that it can be read
TREES = [  # species, x, y, size, turn in degrees
    ("spruce.a", -19, 8, 0.9, 20), ("spruce.b", -23, 15, 1.0, 80), ("birch.a", -15.5, 13.5, 0.8, 10), ("spruce.a", -9, 21, 1.0, 140),
    ("birch.b", -3.5, 18.5, 0.85, 60), ("spruce.b", 4, 24, 0.95, 10), ("birch.a", 12.8, 15, 0.9, 230), ("oak", 17, 8, 0.85, 30),
    ("spruce.a", 20, 20, 1.1, 75), ("spruce.b", 25, 6, 1.0, 33), ("lime.a", 17, -14, 0.9, 50), ("oak", -20, -12, 0.9, 190),
    ("birch.b", -16.5, -3, 0.9, 15), ("spruce.a", 28, -20, 1.0, 5), ("spruce.b", -30, 2, 1.1, 66), ("lime.b", -27, -28, 1.0, 80),
    ("birch.a", 13.5, -1, 0.8, 110), ("spruce.a", -34, -16, 1.0, 12), ("spruce.b", 36, -4, 1.0, 44), ("oak", 24, -34, 1.0, 15),
]
BUSHES = [(-13.3, 4.2), (-11.5, 11.2), (-5.0, 12.6), (2.2, 12.0), (8.6, 10.8), (10.4, 3.0), (9.4, -4.6), (-12.7, -8.5), (5.6, -12.4), (-10.9, -12.2)]


def _axis(normal):
    """The horizontal direction a steep face's texture runs along: one of eight, so that neighbours agree."""
    a = round(np.arctan2(normal[1], normal[0]) / (pi / 4)) * (pi / 4)
    return np.array([-sin(a), cos(a), 0.0])


def _rock():
    """The rock and the turf on it; points on the rim, where grass grows over."""
    points, quads = rock.surface(plan.CELL_M)
    fine, wide = rock.normals(points, 0.04), rock.normals(points, 0.14)
    height = rock.bed_height(points)
    turf = np.abs(rock.hill(points[:, 0], points[:, 1]) - points[:, 2]) < 0.05
    tint = rock.tint(height)
    tint = np.where(tint <= 0.04045, tint / 12.92, ((tint + 0.055) / 1.055) ** 2.4)
    west = points @ plan.WEST.normal < points @ plan.EAST.normal
    tint = np.where(west[:, None], tint, np.minimum(tint * EAST_PALER, 1.0))
    # Positive where the surface is the top of a bed, of either limb; the north face is always in section.
    slab = np.where(west, wide @ plan.WEST.normal, wide @ plan.EAST.normal) - SLAB
    slab = np.where(points[:, 1] > plan.HEAD_Y + 0.14 * points[:, 2] - 0.5, -1.0, slab)
    v = np.clip((height - plan.BEDS_FROM) / surfaces.STRATA_M[1], 0.001, 0.999)
    rows = np.concatenate([points, fine, tint, v[:, None]], 1)
    mesh, rim = Mesh(), []
    for quad in quads:
        if turf[quad].all() and wide[quad][:, 2].min() > 0.5:
            p = points[quad]
            mesh.face(p, "meadow", smooth=True, normals=[Vector(fine[i]) for i in quad], uv=[(q[0] / 3, q[1] / 3) for q in p])
            continue
        if turf[quad].any():
            rim.append(points[quad].mean(0))
        corners, values = rows[quad], slab[quad]
        limb = plan.WEST if west[quad[0]] else plan.EAST
        up = np.cross(limb.normal, limb.strike)
        along = _axis(wide[quad].mean(0))
        for positive in (True, False):
            kept = np.array(ground.part([tuple(c) for c in corners], values, positive))
            if len(kept) < 3:
                continue
            place, soft = kept[:, :3], [Vector(n).normalized() for n in kept[:, 3:6]]
            if positive:
                mesh.face(place, "bedding", smooth=True, normals=soft, shade=[tuple(t) for t in kept[:, 6:9]],
                          uv=[(q @ limb.strike / 2, q @ up / 2) for q in place])
            else:
                mesh.face(place, "strata", smooth=True, normals=soft,
                          uv=[(q @ along / surfaces.STRATA_M[0], w) for q, w in zip(place, kept[:, 9])])
    return mesh, rim


def _shade(node, around):
    """Ambient light at every vertex of a big mesh (not at every corner: it is smooth)."""
    data = node.data
    layer = data.color_attributes["light"].data
    seen = {}
    for corner in data.loops:
        at = data.vertices[corner.vertex_index].co
        key = (round(at.x, 2), round(at.y, 2), round(at.z, 2))
        if key not in seen:
            normal = data.corner_normals[corner.index].vector
            seen[key] = Vector((1, 1, 1)).lerp(around.at(at + normal * 0.09, normal.copy()), light.STRENGTH)
        r, g, b, _ = layer[corner.index].color
        layer[corner.index].color = (r * seen[key].x, g * seen[key].y, b * seen[key].z, 1.0)


def _station(limb, number):
    """A painted ring and a number on a slab; +Y of the node (in glTF) is the plane's upward normal."""
    name = f"surface.limb_{limb.letter}.{number}"
    mesh, out, inner = Mesh(), 0.25, 0.228
    lift = 0.012
    for k in range(48):
        a, b = 2 * pi * k / 48, 2 * pi * (k + 1) / 48
        mesh.face([(inner * cos(a), inner * sin(a), lift), (out * cos(a), out * sin(a), lift),
                   (out * cos(b), out * sin(b), lift), (inner * cos(b), inner * sin(b), lift)], "paint")
    with mesh.at(matrix=Matrix.Translation((0.0, -0.19, lift)) @ Matrix.Rotation(-pi / 2, 4, "X")):
        mesh.text(f"{limb.letter.upper()}{number}", 0.11, "paint", 0.001)
    node = mesh.build(name, marks.mark(name, "surface"))
    up = np.cross(limb.normal, limb.strike)
    node.rotation_mode = "QUATERNION"
    basis = Matrix((limb.strike, up, limb.normal)).transposed()
    node.rotation_quaternion = basis.to_quaternion()
    node.location = limb.station(number)


def _easel():
    """A field board on three wooden legs, its pale panel tilted back; the panel is a node of its own."""
    x, y, turn, height = plan.BOARD
    mesh, frame = Mesh(cell=9), Matrix.Translation((x, y, 0)) @ Matrix.Rotation(radians(turn), 4, "Z")
    tilt = Matrix.Translation((0, 0, height)) @ Matrix.Rotation(radians(-8), 4, "X")
    with mesh.at(matrix=frame):
        for s in (-1, 1):
            mesh.beam((s * 0.5, -0.16, 0.0), (s * 0.34, 0.1, 2.05), 0.05, 0.03, "larch")
        mesh.beam((0, 0.75, 0.0), (0, 0.1, 2.0), 0.05, 0.03, "larch")
        with mesh.at(matrix=tilt):
            mesh.box((0, 0.012, 0), (1.16, 0.022, 1.16), "larch", bevel=0.006)
            mesh.box((0, -0.03, -0.585), (1.1, 0.06, 0.03), "larch", bevel=0.005)
    mesh.build("easel", marks.mark("easel", "scenery"))
    panel = Mesh()
    panel.face([(-0.55, 0, -0.55), (0.55, 0, -0.55), (0.55, 0, 0.55), (-0.55, 0, 0.55)], "panel_white", uv=[(0, 0), (1, 0), (1, 1), (0, 1)])
    node = panel.build("display.board", marks.mark("display.board", "display"))
    node.matrix_world = frame @ tilt @ Matrix.Translation((0, -0.003, 0))
    marks.empty("instrument.board", "instrument_mount", x, y, height, turn)
    return (x, y + 0.25, 1.2, 1.0, 2.0)


def _staff():
    """A graduated staff against the section: red and white every decimetre, two metres."""
    mesh = Mesh(cell=9)
    foot, top = Vector((2.05, 8.55, 0.0)), Vector((2.02, 8.93, 1.98))
    for k in range(20):
        a, b = foot.lerp(top, k / 20), foot.lerp(top, (k + 1) / 20)
        mesh.tube([(a, 0.016), (b, 0.016)], "panel_red" if k % 2 else "white", 10, cap=k in (0, 19))
    mesh.build("staff", marks.mark("staff", "scenery"))


def _plant():
    root = bpy.data.objects.new("trees", None)
    root["pleiades"] = marks.mark("trees", "scenery")
    bpy.context.scene.collection.objects.link(root)
    used = sorted({kind for kind, *_ in TREES}) + ["bush"]
    kinds = {name: trees.SPECIES[name]().build(f"tree.{name}") for name in used}
    random = noise.rng(761)
    places = TREES + [("bush", x, y, random.uniform(0.8, 1.5), 70 * k) for k, (x, y) in enumerate(BUSHES)]
    for k, (kind, x, y, factor, turn) in enumerate(places):
        copy = bpy.data.objects.new(f"tree.{k + 1}", kinds[kind].data)
        copy.location = (x, y, float(rock.hill(np.array(x), np.array(y))) - 0.05)
        copy.rotation_euler, copy.scale, copy.parent = (0, 0, radians(turn)), (factor,) * 3, root
        bpy.context.scene.collection.objects.link(copy)
    for first in kinds.values():
        bpy.data.objects.remove(first)


def _places():
    for k, (x, y) in enumerate(plan.SPAWNS):
        marks.empty(f"spawn.base.{k + 1}", "spawn", x, y, 0.0, marks.facing(x, y, 0.3, plan.HEAD_Y))
    for name, (x, y, tx, ty) in plan.POIS.items():
        marks.empty(name, "poi", x, y, plan.EYE_M, marks.facing(x, y, tx, ty))


def _colliders(boxes):
    x0, x1, y0, y1 = plan.WALK
    marks.box("collider.ground", (x0 + x1) / 2, (y0 + y1) / 2, x1 - x0 + 4, y1 - y0 + 4, 1.0, z=-1.0)
    for side, x, y, sx, sy in (("north", (x0 + x1) / 2, y1, x1 - x0, 1), ("south", (x0 + x1) / 2, y0, x1 - x0, 1),
                               ("east", x1, (y0 + y1) / 2, 1, y1 - y0), ("west", x0, (y0 + y1) / 2, 1, y1 - y0)):
        marks.box(f"collider.edge.{side}", x, y, sx, sy, 14.0)
    for k, (x, y, sx, sy, height) in enumerate(boxes):
        marks.box(f"collider.block.{k + 1}", x, y, sx, sy, height)
    points, quads = rock.surface(2 * plan.CELL_M)
    mesh = Mesh(cell=1e6)
    for quad in quads:
        mesh.face(points[quad], "", smooth=True)
    marks.collider("collider.rock", mesh)


def build():
    """Make every object of the outcrop."""
    surfaces.bake()
    materials.register_plain("paint", "#e2551d", 0.6)
    mesh, rim = _rock()
    body = mesh.build("rock", marks.mark("rock", "scenery"))
    floor = ground.floor().build("ground", marks.mark("ground", "scenery"))
    blocks, boxes = ground.boulders()
    blocks.build("blocks", marks.mark("blocks", "scenery"))
    ground.meadow().build("meadow", marks.mark("meadow", "scenery"))
    ground.tufts(rim).build("tufts", marks.mark("tufts", "scenery"))
    for limb in plan.LIMBS:
        for k in range(len(limb.risers)):
            _station(limb, k + 1)
    boxes.append(_easel())
    _staff()
    _plant()
    hills = bpy.data.objects.new("horizon", None)
    hills["pleiades"] = marks.mark("horizon", "scenery")
    bpy.context.scene.collection.objects.link(hills)
    for k in range(len(horizon.BELTS)):
        horizon.belt(k).build(f"horizon.{k + 1}").parent = hills
    _places()
    _colliders(boxes)
    bpy.context.view_layer.update()
    around = light.Surroundings([body, floor])
    around.rays = light.directions(AO_RAYS)
    _shade(body, around)
    _shade(floor, around)
