"""A friendly vinyl figure: four heads, two mittens and a bean of a body, separate nodes.

Frame while modelling: metres, +y forward (−Z in the glTF), +z up, x right."""

from math import cos, exp, pi, sin

import bpy
from mathutils import Vector

from kit import export
from kit.materials import colour

# name: (colour, roughness). Names beginning with "tint" are multiplied by the person's colour.
MATERIALS = {
    "tint": ("#ffffff", 0.62), "tint.dark": ("#a9a9a9", 0.7), "trim": ("#f6f2ea", 0.5),
    "eye": ("#17120f", 0.12), "gleam": ("#ffffff", 0.2), "mouth": ("#8c4a42", 0.6),
    "skin.1": ("#e6b189", 0.5), "skin.2": ("#8a5638", 0.5), "skin.3": ("#d59f73", 0.5), "skin.4": ("#c58a63", 0.5),
    "blush.1": ("#dd9276", 0.5), "blush.2": ("#7a432d", 0.5), "blush.3": ("#c98562", 0.5), "blush.4": ("#b87456", 0.5),
    "hair.1": ("#5a3a22", 0.55), "hair.2": ("#1d1614", 0.5), "hair.3": ("#2a1d18", 0.5), "hair.4": ("#b9762f", 0.55),
}
HALF = Vector((0.122, 0.118, 0.148))       # half extents of the head
CENTRE = Vector((0.0, -0.104, 0.004))      # of the head, from the eyes' midpoint
EYE_X, EYE_Y = 0.047, 0.0


def material(name):
    found = bpy.data.materials.get(name)
    if found:
        return found
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    made.use_backface_culling = True
    shader = made.node_tree.nodes["Principled BSDF"]
    text, roughness = MATERIALS[name]
    shader.inputs["Base Color"].default_value = colour(text)
    shader.inputs["Roughness"].default_value = roughness
    return made


class Shape:
    """Smooth surfaces gathered for one node."""

    def __init__(self):
        self.points, self.faces, self.names = [], [], []

    def grid(self, rows, name, wrap=True):
        """Rows of points, bottom to top, counter-clockwise seen from above."""
        start = len(self.points)
        width = len(rows[0])
        for row in rows:
            self.points += [tuple(p) for p in row]
        for r in range(len(rows) - 1):
            for c in range(width if wrap else width - 1):
                d = (c + 1) % width
                a, b = start + r * width + c, start + r * width + d
                self.faces.append((a, b, b + width, a + width))
                self.names.append(name)

    def ball(self, centre, half, name, rows=8, columns=12, bend=None):
        """An ellipsoid; `bend` may move its points (relative to the centre)."""
        grid = []
        for r in range(rows + 1):
            polar = -pi / 2 + pi * r / rows
            ring = []
            for c in range(columns):
                a = 2 * pi * c / columns
                p = Vector((cos(polar) * cos(a) * half[0], cos(polar) * sin(a) * half[1], sin(polar) * half[2]))
                ring.append(Vector(centre) + (bend(p) if bend else p))
            grid.append(ring)
        self.grid(grid, name)

    def tube(self, path, radii, name, sides=8):
        """A round tube with rounded ends along a path."""
        path = [Vector(p) for p in path]
        grid = []
        side = None
        for k, p in enumerate(path):
            along = (path[min(k + 1, len(path) - 1)] - path[max(k - 1, 0)]).normalized()
            side = side or along.orthogonal().normalized()
            side = (side - along * side.dot(along)).normalized()
            other = along.cross(side)
            radius = radii[k] if isinstance(radii, (list, tuple)) else radii
            ring = [p + (side * cos(2 * pi * i / sides) + other * sin(2 * pi * i / sides)) * radius for i in range(sides)]
            if k == 0:
                grid.append([p - along * radius * 0.9] * sides)
                grid.append([p - along * radius * 0.6 + (q - p) * 0.72 for q in ring])
            grid.append(ring)
            if k == len(path) - 1:
                grid.append([p + along * radius * 0.6 + (q - p) * 0.72 for q in ring])
                grid.append([p + along * radius * 0.9] * sides)
        self.grid(grid, name)

    def build(self, name):
        import bmesh
        data = bpy.data.meshes.new(name)
        data.from_pydata(self.points, [], self.faces)
        order = sorted(set(self.names))
        for key in order:
            data.materials.append(material(key))
        data.polygons.foreach_set("material_index", [order.index(n) for n in self.names])
        data.polygons.foreach_set("use_smooth", [True] * len(self.faces))
        b = bmesh.new()
        b.from_mesh(data)
        bmesh.ops.remove_doubles(b, verts=b.verts, dist=1e-5)
        b.to_mesh(data)
        b.free()
        node = bpy.data.objects.new(name, data)
        node["pleiades"] = {"v": 1, "id": name, "kind": "avatar-part"}
        bpy.context.scene.collection.objects.link(node)
        return node


def skull(p):
    """From an ellipsoid to a head: fuller cheeks, a soft chin, a button nose, hollows at the eyes."""
    h = p.z / HALF.z
    q = p.copy()
    q.x *= 1.0 + 0.07 * exp(-((h + 0.35) / 0.35) ** 2) - 0.1 * max(0.0, -h - 0.45)
    if p.y > 0:
        front = p.y / HALF.y
        q.y *= 1.0 - 0.05 * max(0.0, h)
        x = p.x / HALF.x
        q.y += front * 0.020 * exp(-(x / 0.15) ** 2 - ((h + 0.19) / 0.13) ** 2)
        q.y += front * 0.010 * exp(-(x / 0.4) ** 2 - ((h + 0.78) / 0.2) ** 2)
        for s in (-1, 1):
            q.y += front * 0.009 * exp(-((x - s * 0.55) / 0.28) ** 2 - ((h + 0.33) / 0.25) ** 2)
            q.y -= front * 0.007 * exp(-((x - s * 0.38) / 0.22) ** 2 - ((h - 0.02) / 0.2) ** 2)
    return q


def on_face(x, z, lift=0.0):
    """The point of the face in front of (x, z), both from the eyes' midpoint."""
    p = Vector((x, 0, z)) - Vector((CENTRE.x, 0, CENTRE.z))
    share = 1 - (p.x / HALF.x) ** 2 - (p.z / HALF.z) ** 2
    p.y = HALF.y * max(share, 0.0) ** 0.5
    return CENTRE + skull(p) + Vector((0, lift, 0))


def face(shape, number):
    for s in (-1, 1):
        middle = on_face(s * EYE_X, EYE_Y - 0.002, 0.0)
        shape.ball(middle, (0.0145, 0.009, 0.0205), "eye", 6, 10)
        shape.ball(middle + Vector((0.004, 0.0075, 0.0085)), (0.0042, 0.003, 0.005), "gleam", 4, 8)
        brow = [on_face(s * (EYE_X + dx), 0.034 + dz, 0.0015) for dx, dz in
                ((-0.019, 0.0), (-0.008, 0.005), (0.006, 0.006), (0.02, 0.0))]
        shape.tube(brow, [0.003, 0.0045, 0.0045, 0.0028], f"hair.{number}", 6)
        shape.ball(on_face(s * 0.068, -0.047, -0.0048), (0.021, 0.0052, 0.0125), f"blush.{number}", 4, 10)
        shape.ball(CENTRE + Vector((s * 0.124, -0.004, -0.012)), (0.018, 0.026, 0.034), f"skin.{number}", 6, 8)
    smile = [on_face(0.033 * t, -0.071 + 0.012 * t * t, 0.0) for t in (-1, -0.66, -0.33, 0, 0.33, 0.66, 1)]
    shape.tube(smile, [0.003, 0.004, 0.0045, 0.0048, 0.0045, 0.004, 0.003], "mouth", 6)


def cap(shape, number, hairline, volume, top=0.0, rows=8, columns=26, part=0.0):
    """Hair as a thick cap: the skull pushed outward above a hairline (a height by azimuth, in half heads)."""
    grid = []
    for r in range(rows + 2):
        ring = []
        for c in range(columns):
            a = 2 * pi * c / columns
            low = hairline(a)
            if r == 0:
                t, out = low, 0.985
            else:
                t = low + (1 - low) * min(1.0, (r - 1) / rows)
                out = 1 + volume * (0.55 if r == 1 else 1.0)
            polar = pi / 2 * max(-1.0, min(1.0, t)) if r <= rows else pi / 2
            p = Vector((cos(polar) * cos(a) * HALF.x, cos(polar) * sin(a) * HALF.y, sin(polar) * HALF.z))
            q = skull(p) * out
            q.z += top * max(0.0, sin(polar)) ** 2
            q.z += part * 0.012 * sin(a * 2 + 1) * max(0.0, sin(polar))
            ring.append(CENTRE + q)
        grid.append(ring)
    shape.grid(grid, f"hair.{number}")


def _front(a):
    """1 straight ahead, 0 to the sides and behind."""
    return max(0.0, sin(a))


def hair(shape, number):
    if number == 1:      # short, swept fringe
        cap(shape, 1, lambda a: -0.3 + 0.72 * _front(a) ** 0.7 + 0.07 * cos(a) * _front(a), 0.1, 0.014, part=0.6)
        shape.ball(CENTRE + Vector((0.03, 0.083, 0.128)), (0.075, 0.045, 0.03), "hair.1", 8, 14,
                   lambda p: Vector((p.x, p.y - abs(p.x) * 0.3, p.z - p.x * 0.2)))
    elif number == 2:    # tight curls
        cap(shape, 2, lambda a: -0.22 + 0.62 * _front(a) ** 0.8, 0.13, 0.02)
        golden = pi * (3 - 5 ** 0.5)
        for k in range(38):
            t = 0.16 + 0.84 * k / 37
            a, r = k * golden, (1 - t * t) ** 0.5
            if sin(a) * r > 0.62 and t < 0.5:
                continue
            at = CENTRE + Vector((r * cos(a) * HALF.x, r * sin(a) * HALF.y, t * HALF.z)) * 1.12
            shape.ball(at, (0.033, 0.033, 0.03), "hair.2", 4, 7)
    elif number == 3:    # long bob
        cap(shape, 3, lambda a: -0.86 + 1.22 * _front(a) ** 0.42 + 0.05 * cos(a), 0.12, 0.008)
        for s in (-1, 1):
            lock = [CENTRE + Vector((s * 0.1, 0.066, 0.085)), CENTRE + Vector((s * 0.127, 0.05, 0.02)),
                    CENTRE + Vector((s * 0.13, 0.036, -0.06)), CENTRE + Vector((s * 0.113, 0.03, -0.13))]
            shape.tube(lock, [0.022, 0.03, 0.032, 0.02], "hair.3", 8)
    else:                # pulled back, with a bun
        cap(shape, 4, lambda a: -0.28 + 0.74 * _front(a) ** 0.6, 0.075, 0.006)
        shape.ball(CENTRE + Vector((0, -0.105, 0.13)), (0.058, 0.055, 0.052), "hair.4", 8, 14)
        shape.tube([CENTRE + Vector((0.036 * cos(a * pi / 6), -0.086 + 0.02 * sin(a * pi / 6), 0.1 + 0.03 * sin(a * pi / 6)))
                    for a in range(13)], 0.009, "tint", 5)


def head(number):
    shape = Shape()
    shape.ball(CENTRE, HALF, f"skin.{number}", 18, 26, skull)
    face(shape, number)
    hair(shape, number)
    return shape.build(f"avatar.head.{number}")


def body():
    """A hooded sweater that tapers away; the origin is the neck."""
    shape = Shape()
    profile = [  # height, half width, half depth, forward shift
        (-0.90, 0.012, 0.012, 0.0), (-0.885, 0.05, 0.042, 0.0), (-0.84, 0.088, 0.07, 0.0), (-0.74, 0.126, 0.094, 0.0),
        (-0.60, 0.158, 0.112, 0.004), (-0.46, 0.18, 0.122, 0.008), (-0.32, 0.2, 0.126, 0.01),
        (-0.22, 0.212, 0.122, 0.006), (-0.145, 0.21, 0.11, 0.0), (-0.09, 0.186, 0.096, -0.004),
        (-0.05, 0.142, 0.084, -0.006), (-0.02, 0.1, 0.076, -0.006), (0.0, 0.075, 0.068, -0.004)]
    columns = 28

    def ring(z, w, d, shift):
        points = []
        for c in range(columns):
            a = 2 * pi * c / columns
            ca, sa = cos(a), sin(a)
            k = (abs(ca) ** 2.4 + abs(sa) ** 2.4) ** (-1 / 2.4)
            points.append(Vector((w * ca * k, d * sa * k + shift, z)))
        return points

    rows = [ring(*row) for row in profile]
    shape.grid(rows[:4], "tint.dark")
    shape.grid(rows[3:], "tint")
    hem = [ring(-0.745, 0.131, 0.099, 0.0), ring(-0.735, 0.137, 0.103, 0.0), ring(-0.71, 0.139, 0.104, 0.001), ring(-0.7, 0.134, 0.1, 0.001)]
    shape.grid(hem, "tint.dark")
    # hood and collar
    collar = []
    for c in range(25):
        a = 2 * pi * c / 24
        back = max(0.0, -sin(a))
        collar.append(Vector((0.098 * cos(a), 0.082 * sin(a) - 0.008 - 0.035 * back, -0.02 + 0.028 * back - 0.018 * max(0, sin(a)))))
    shape.tube(collar, [0.024 + 0.026 * max(0.0, -sin(2 * pi * c / 24)) for c in range(25)], "tint.dark", 8)
    for s in (-1, 1):
        cord = [Vector((s * 0.03, 0.098, -0.055)), Vector((s * 0.036, 0.125, -0.12)), Vector((s * 0.034, 0.138, -0.2))]
        shape.tube(cord, [0.005, 0.005, 0.0065], "trim", 6)
    def front(x, z, lift):
        """The point of the sweater in front of (x, z)."""
        k = next(i for i in range(len(profile) - 1) if profile[i + 1][0] >= z)
        (z0, w0, d0, s0), (z1, w1, d1, s1) = profile[k], profile[k + 1]
        t = (z - z0) / (z1 - z0)
        w, d, shift = w0 + (w1 - w0) * t, d0 + (d1 - d0) * t, s0 + (s1 - s0) * t
        return Vector((x, shift + d * max(0.0, 1 - abs(x / w) ** 2.4) ** (1 / 2.4) + lift, z))

    pouch = [(-0.655, 0.1, -0.004), (-0.65, 0.104, 0.008), (-0.6, 0.104, 0.013), (-0.55, 0.1, 0.014), (-0.5, 0.074, 0.014),
             (-0.485, 0.066, 0.012), (-0.478, 0.062, -0.004)]
    across = (-1, -0.94, -0.6, -0.2, 0.2, 0.6, 0.94, 1)
    shape.grid([[front(w * t, z, -0.004 if abs(t) == 1 else lift) for t in reversed(across)] for z, w, lift in pouch],
               "tint.dark", wrap=False)
    inside = [Vector((0.08 * cos(2 * pi * c / columns), 0.072 * sin(2 * pi * c / columns) - 0.004, -0.012)) for c in range(columns)]
    shape.grid([inside, [Vector((0, -0.004, -0.05))] * columns], "tint.dark")
    # seven small stars on the chest
    for x, z, r in ((-0.03, 0.0, 0.007), (-0.014, 0.019, 0.006), (-0.008, -0.013, 0.0085), (0.006, 0.003, 0.012),
                    (0.014, 0.022, 0.006), (0.024, -0.011, 0.007), (0.04, 0.006, 0.008)):
        shape.ball(front(0.095 + x, -0.25 + z, 0.0), (r, 0.004, r), "trim", 4, 8)
    return shape.build("avatar.body")


def hand(side, name):
    """A mitten hand at rest: fingers forward, thumb up, palm inward; side is -1 left, 1 right."""
    shape = Shape()
    inward = -side

    def curl(p):
        """Fingers close a little toward the palm."""
        t = max(0.0, p.y - 0.01) / 0.1
        return Vector((p.x + inward * 0.028 * t * t, p.y - 0.006 * t * t, p.z))

    outline = [  # forward, half height, half thickness
        (-0.058, 0.002, 0.002), (-0.056, 0.02, 0.014), (-0.045, 0.031, 0.019), (-0.02, 0.039, 0.022), (0.008, 0.042, 0.0225),
        (0.034, 0.041, 0.021), (0.06, 0.038, 0.019), (0.082, 0.032, 0.0165), (0.096, 0.022, 0.013), (0.103, 0.01, 0.007), (0.104, 0.001, 0.001)]
    columns = 16
    rows = []
    for y, h, w in outline:
        ring = []
        for c in range(columns):
            a = 2 * pi * c / columns
            k = (abs(cos(a)) ** 2.6 + abs(sin(a)) ** 2.6) ** (-1 / 2.6)
            ring.append(curl(Vector((-w * cos(a) * k, y, h * sin(a) * k))))
        rows.append(ring)
    shape.grid([r[::-1] for r in rows], "tint")
    thumb = [Vector((inward * 0.006, -0.022, 0.026)), Vector((inward * 0.012, 0.0, 0.05)),
             Vector((inward * 0.016, 0.02, 0.062)), Vector((inward * 0.018, 0.036, 0.066))]
    shape.tube(thumb, [0.017, 0.0175, 0.0165, 0.0135], "tint", 10)
    cuff = [Vector((0, -0.05, 0)), Vector((0, -0.062, 0)), Vector((0, -0.08, 0)), Vector((0, -0.092, 0))]
    shape.tube(cuff, [0.034, 0.039, 0.04, 0.036], "tint.dark", 16)
    shape.tube([Vector((0, -0.044, 0)), Vector((0, -0.05, 0))], [0.033, 0.034], "trim", 16)
    return shape.build(name)


def build():
    for number in (1, 2, 3, 4):
        head(number)
    body()
    hand(-1, "avatar.hand.left")
    hand(1, "avatar.hand.right")


def bake(path):
    export.clear()
    build()
    export.glb(path)
