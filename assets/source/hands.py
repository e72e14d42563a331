"""Two hands for a headset: one smooth skin over fifteen phalanges, with the shapes a controller can tell.

Frame while modelling: metres, +y along the fingers (−Z in the glTF), +z out of the back, origin on the palm.
The right hand's thumb is at −x."""

from math import cos, pi, radians, sin

import bpy
import numpy as np
from mathutils import Matrix, Vector

from kit import export, nets
from kit.materials import colour

CELL_M, TRIANGLES = 0.0036, 2500
SKIN = {"skin": ("#d8a07a", 0.5), "nail": ("#e9bfa6", 0.3), "tint": ("#ffffff", 0.62), "tint.dark": ("#a9a9a9", 0.7)}

# Fingers: knuckle, sideways lean in degrees (+ toward the little finger), lengths of the phalanges, radii at the joints.
FINGERS = {
    "index": ((-0.033, 0.028, 0.015), -9, (0.044, 0.026, 0.021), (0.0105, 0.0092, 0.0083, 0.0066)),
    "middle": ((-0.010, 0.034, 0.017), -2, (0.048, 0.030, 0.022), (0.0108, 0.0094, 0.0084, 0.0067)),
    "ring": ((0.013, 0.029, 0.015), 6, (0.044, 0.028, 0.022), (0.0102, 0.0089, 0.0080, 0.0064)),
    "little": ((0.034, 0.019, 0.012), 17, (0.035, 0.021, 0.019), (0.0092, 0.0079, 0.0071, 0.0058)),
}
THUMB = ((-0.021, -0.046, 0.006), (0.046, 0.033, 0.027), (0.0165, 0.0118, 0.0105, 0.0080))
WRIST = ((0.002, -0.074, 0.014), (0.002, -0.108, 0.014))

# Shapes: bend of the joints of each finger in degrees (knuckle, middle, end) and the directions of the thumb's three bones.
_OUT = ((-0.66, 0.70, -0.26), (-0.50, 0.85, -0.16), (-0.42, 0.90, -0.10))
_OVER = ((-0.44, 0.70, -0.56), (0.34, 0.76, -0.55), (0.78, 0.55, -0.30))
_BESIDE = ((-0.52, 0.80, -0.30), (-0.12, 0.97, -0.20), (0.06, 0.99, -0.10))
_MEET = ((-0.50, 0.62, -0.60), (-0.10, 0.82, -0.56), (0.10, 0.93, -0.36))
REST = {"index": (12, 16, 9), "middle": (14, 18, 10), "ring": (16, 20, 11), "little": (18, 22, 12), "thumb": _OUT}
SHAPES = {
    "fist": {"index": (86, 104, 68), "middle": (88, 106, 70), "ring": (89, 104, 68), "little": (89, 100, 66), "thumb": _OVER},
    "point": {"index": (4, 6, 4), "middle": (86, 106, 70), "ring": (88, 104, 68), "little": (89, 100, 66), "thumb": _OVER},
    "pinch": {"index": (46, 52, 28), "middle": (30, 36, 20), "ring": (26, 30, 18), "little": (24, 28, 16), "thumb": _MEET},
    "grip": {"index": (48, 62, 36), "middle": (52, 64, 38), "ring": (56, 64, 38), "little": (60, 62, 38), "thumb": _BESIDE},
    "flat": {"index": (0, 2, 1), "middle": (0, 2, 1), "ring": (0, 2, 1), "little": (0, 2, 1), "thumb": _OUT},
}
TOGETHER = {"fist": 0.15, "point": 0.3, "pinch": 0.6, "grip": 0.35, "flat": 1.0}      # how far fingers stay spread


def bones(shape, spread=1.0):
    """Every bone's start, end and turn from a straight hand, by (chain, number)."""
    found = {}
    for name, (knuckle, lean, lengths, _) in FINGERS.items():
        turn = Matrix.Rotation(-radians(lean * spread), 3, "Z")
        at = Vector(knuckle)
        for k, (length, bend) in enumerate(zip(lengths, shape[name])):
            turn = turn @ Matrix.Rotation(-radians(bend), 3, "X")
            end = at + turn @ Vector((0, length, 0))
            found[name, k] = (at, end, turn.copy())
            at = end
    at = Vector(THUMB[0])
    for k, (length, way) in enumerate(zip(THUMB[1], shape["thumb"])):
        way = Vector(way).normalized()
        turn = Vector(_OUT[k]).normalized().rotation_difference(way).to_matrix()
        end = at + way * length
        found["thumb", k] = (at, end, turn)
        at = end
    return found


def _cone(points, a, b, ra, rb):
    """Distance to a capsule whose radius runs from ra to rb, negative inside."""
    a, b = np.array(a), np.array(b)
    along = b - a
    t = np.clip((points - a) @ along / (along @ along), 0, 1)
    return np.linalg.norm(points - a - t[..., None] * along, axis=-1) - (ra + (rb - ra) * t)


def _blend(first, second, k):
    h = np.clip(0.5 + 0.5 * (second - first) / k, 0, 1)
    return second * (1 - h) + first * h - k * h * (1 - h)


def _palm(points):
    """The palm: one thick strand from the wrist to each knuckle, blended."""
    body = None
    for name, (knuckle, _, _, radii) in FINGERS.items():
        x = knuckle[0]
        strand = _cone(points, (x * 0.55 + 0.002, -0.066, 0.014), (x, knuckle[1] - 0.004, knuckle[2] - 0.001), 0.0145, radii[0] * 1.16)
        body = strand if body is None else _blend(body, strand, 0.012)
    ball = _cone(points, (-0.014, -0.052, 0.004), (-0.036, -0.020, -0.002), 0.0165, 0.0130)
    heel = _cone(points, (0.022, -0.050, 0.005), (0.030, -0.006, 0.006), 0.0135, 0.0105)
    body = _blend(_blend(body, ball, 0.014), heel, 0.012)
    wrist = _cone(points * np.array([1.0, 1.0, 1.28]), (WRIST[0][0], WRIST[0][1], WRIST[0][2] * 1.28),
                  (WRIST[1][0], WRIST[1][1], WRIST[1][2] * 1.28), 0.0250, 0.0255)
    return _blend(body, wrist, 0.016)


def _chain(points, name, rest):
    radii = THUMB[2] if name == "thumb" else FINGERS[name][3]
    body = None
    for k in range(3):
        a, b, _ = rest[name, k]
        part = _cone(points, a, b, radii[k], radii[k + 1])
        body = part if body is None else _blend(body, part, 0.004)
    return body


def field(points, rest):
    """Positive in the right hand at rest."""
    body, palm = None, _palm(points)
    for name in FINGERS:      # fingers join the palm softly, each other sharply
        joined = _blend(palm, _chain(points, name, rest), 0.007)
        body = joined if body is None else np.minimum(body, joined)
    return -np.minimum(body, _blend(palm, _chain(points, "thumb", rest), 0.012))


def _skin(rest):
    """Points and triangles of the right hand's skin, thinned."""
    low, high = np.array([-0.105, -0.112, -0.055]), np.array([0.075, 0.145, 0.05])
    axes = [np.arange(a, b, CELL_M) for a, b in zip(low, high)]
    points, quads = nets.surface(field(np.stack(np.meshgrid(*axes, indexing="ij"), -1), rest), low, CELL_M)
    data = bpy.data.meshes.new("skin")
    data.from_pydata([tuple(p) for p in points], [], [tuple(int(i) for i in q) for q in quads])
    node = bpy.data.objects.new("skin", data)
    bpy.context.scene.collection.objects.link(node)
    thin = node.modifiers.new("thin", "DECIMATE")
    thin.ratio = TRIANGLES / (2 * len(quads))
    made = node.evaluated_get(bpy.context.evaluated_depsgraph_get()).to_mesh()
    found = np.array([v.co for v in made.vertices]), [tuple(p.vertices) for p in made.polygons]
    bpy.data.objects.remove(node)
    return found


def _weights(points, rest):
    """How much each bone moves each point; the palm is bone None."""
    chains = [*FINGERS, "thumb"]
    reach = {name: _chain(points, name, rest) for name in chains}
    palm = _palm(points) - 0.001
    nearest = np.argmin(np.stack([reach[n] for n in chains]), 0)
    total, found = np.zeros(len(points)), {}
    best = np.minimum(palm, np.min(np.stack([reach[n] for n in chains]), 0))
    for c, name in enumerate(chains):
        radii = THUMB[2] if name == "thumb" else FINGERS[name][3]
        for k in range(3):
            a, b, _ = rest[name, k]
            far = _cone(points, a, b, radii[k], radii[k + 1])
            weight = np.exp(-np.maximum(far - best, 0) / 0.0028) * (nearest == c)
            found[name, k] = weight
            total += weight
    found[None] = np.exp(-np.maximum(palm - best, 0) / 0.0028)
    total += found[None]
    return {bone: weight / total for bone, weight in found.items()}


def _posed(points, weights, rest, now):
    """Points moved by the bones from rest to now (linear blend)."""
    moved = points * weights[None][:, None]
    for bone, (start, _, turn) in now.items():
        before, _, first = rest[bone]
        change = np.array(turn @ first.transposed())
        moved += ((points - np.array(before)) @ change.T + np.array(start)) * weights[bone][:, None]
    return moved


def _nails(rest):
    """A small shield on the end of each finger: points, faces, and the bone it rides on."""
    points, faces, owners = [], [], []
    for name in [*FINGERS, "thumb"]:
        a, b, turn = rest[name, 2]
        radius = (THUMB[2] if name == "thumb" else FINGERS[name][3])[3]
        along = (b - a).normalized()
        up = Vector((-0.62, -0.30, 0.72)) if name == "thumb" else turn @ Vector((0, 0, 1))
        up = (up - along * up.dot(along)).normalized()
        side = along.cross(up)
        centre, start = b - along * radius * 0.05, len(points)
        rows = ((-1.05, 0.58), (-0.4, 0.70), (0.28, 0.60))
        for t, w in rows:
            for s in (-1, -0.5, 0, 0.5, 1):
                lift = radius * 1.05 * (1 - (w * s) ** 2) ** 0.5 - 0.06 * radius * max(0.0, t) * 4
                points.append(centre + along * radius * t + side * radius * w * s + up * lift)
                owners.append((name, 2))
        for r in range(2):
            for c in range(4):
                i = start + r * 5 + c
                faces.append((i, i + 5, i + 6, i + 1))
    return np.array(points), faces, owners


def _cuff(points, faces, names):
    """A turned-up sleeve around the wrist."""
    rows = ((-0.082, 1.16, "tint.dark"), (-0.080, 1.26, "tint.dark"), (-0.086, 1.36, "tint"), (-0.104, 1.38, "tint"), (-0.106, 1.3, "tint"),
            (-0.132, 1.42, "tint"), (-0.134, 1.2, "tint.dark"))
    start, count = len(points), 20
    for y, wide, _ in rows:
        for k in range(count):
            a = 2 * pi * k / count
            points.append((0.002 + 0.0255 * wide * cos(a), y, 0.014 + 0.0205 * wide * sin(a)))
    for r in range(len(rows) - 1):
        for k in range(count):
            j = (k + 1) % count
            i = start + r * count
            faces.append((i + k, i + j, i + count + j, i + count + k))
            names.append(rows[r + 1][2])


def _material(name):
    found = bpy.data.materials.get(name)
    if found:
        return found
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    made.use_backface_culling = True
    shader = made.node_tree.nodes["Principled BSDF"]
    text, roughness = SKIN[name]
    shader.inputs["Base Color"].default_value = colour(text)
    shader.inputs["Roughness"].default_value = roughness
    return made


def _build(name, mirror, base, shapes, faces, names):
    flip = np.array([-1.0, 1.0, 1.0]) if mirror else np.ones(3)
    faces = [f[::-1] for f in faces] if mirror else faces
    data = bpy.data.meshes.new(name)
    data.from_pydata([tuple(p) for p in base * flip], [], faces)
    order = sorted(set(names))
    for key in order:
        data.materials.append(_material(key))
    data.polygons.foreach_set("material_index", [order.index(n) for n in names])
    data.polygons.foreach_set("use_smooth", [True] * len(faces))
    data.update()
    node = bpy.data.objects.new(name, data)
    node["pleiades"] = {"v": 1, "id": name, "kind": "avatar-part"}
    bpy.context.scene.collection.objects.link(node)
    node.shape_key_add(name="rest")
    for shape, points in shapes.items():
        key = node.shape_key_add(name=shape)
        key.data.foreach_set("co", (points * flip).astype(np.float32).ravel())
        key.value = 0.0


def bake(target):
    """Write both hands."""
    export.clear()
    rest = bones(REST)
    skin, triangles = _skin(rest)
    weights = _weights(skin, rest)
    nails, plates, owners = _nails(rest)
    solid = {bone: np.array([1.0 if o == bone else 0.0 for o in owners]) for bone in rest}
    solid[None] = np.zeros(len(nails))
    cuff, faces, names = [], list(triangles), ["skin"] * len(triangles)
    faces += [tuple(i + len(skin) for i in f) for f in plates]
    names += ["nail"] * len(plates)
    rings, ringed = [], []
    _cuff(cuff, rings, ringed)
    faces += [tuple(i + len(skin) + len(nails) for i in f) for f in rings]
    names += ringed
    cuff = np.array(cuff)
    shapes = {}
    for shape, angles in SHAPES.items():
        now = bones(angles, TOGETHER[shape])
        shapes[shape] = np.concatenate([_posed(skin, weights, rest, now), _posed(nails, solid, rest, now), cuff])
    base = np.concatenate([skin, nails, cuff])
    _build("hand.right", False, base, shapes, faces, names)
    _build("hand.left", True, base, shapes, faces, names)
    export.glb(target, morph=True)
