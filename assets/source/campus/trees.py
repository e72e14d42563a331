"""Trees grown from a seed: broad-leaved, birch and spruce. Few meshes, many places."""

from math import cos, pi, sin

from mathutils import Vector

from kit import noise
from kit.mesh import Mesh

UP = Vector((0, 0, 1))


def _around(random):
    a, z = random.uniform(0, 2 * pi), random.uniform(-1, 1)
    r = (1 - z * z) ** 0.5
    return Vector((r * cos(a), r * sin(a), z))


def _card(mesh, base, up, size, width, name, normal, shade, random):
    """A leaf spray growing from base along up, with a soft crown normal."""
    side = up.cross(_around(random))
    side = side.normalized() * width / 2 if side.length > 1e-3 else Vector((width / 2, 0, 0))
    tip = base + up * size
    corners = [base - side, base + side, tip + side, tip - side]
    soft = [(normal + (c - base - up * size / 2) * 0.25).normalized() for c in corners]
    low, high = shade * 0.82, min(1.0, shade * 1.12)
    two_sided(mesh, corners, name, [(0, 0), (1, 0), (1, 1), (0, 1)], soft, [low, low, high, high])


def two_sided(mesh, corners, name, uv, normals, shade):
    """A card seen from both sides with one set of normals.

    Engines flip normals on the back of a double-sided face, which blackens leaves; two faces do not."""
    mesh.face(corners, name, uv=uv, normals=normals, shade=shade)
    mesh.face(corners[::-1], name, uv=uv[::-1], normals=normals[::-1], shade=shade[::-1])


def _bend(start, end, radius, tip, steps, random, wander):
    rings = []
    for k in range(steps + 1):
        t = k / steps
        p = start.lerp(end, t) + Vector((0, 0, (end - start).length * 0.12 * sin(pi * t)))
        if 0 < k < steps:
            p += _around(random) * wander
        rings.append((p, radius + (tip - radius) * t))
    return rings


def broadleaf(seed, height=9.0, crown=3.3, trunk=0.17, bark="bark", leaves="leaves",
              cards=640, card=1.25, stretch=1.0, low=0.34):
    """A lime-like tree; the crown is an ellipsoid of `crown` metres radius."""
    random = noise.rng(seed)
    mesh = Mesh()
    half = (height * (1 - low)) / 2 * stretch
    centre = Vector((random.uniform(-0.25, 0.25), random.uniform(-0.25, 0.25), height - half))
    top = centre + Vector((0, 0, half * 0.55))
    stem = _bend(Vector((0, 0, -0.1)), top, trunk, trunk * 0.22, 6, random, 0.09)
    stem[0] = (stem[0][0], trunk * 1.7)
    stem.insert(1, (Vector((0, 0, 0.28)), trunk * 1.12))
    mesh.tube(stem, bark, 9, cap=False, around=max(1, round(trunk * 2 * pi)))
    ends = []
    for k in range(9):
        t = 0.32 + 0.6 * k / 9
        start = stem[0][0].lerp(top, t)
        a = k * 2.4 + random.uniform(-0.3, 0.3)
        reach = crown * random.uniform(0.66, 0.86) * (1.05 - 0.5 * abs(t - 0.5))
        end = Vector((centre.x + cos(a) * reach, centre.y + sin(a) * reach,
                      min(start.z + reach * random.uniform(0.5, 0.9), height - 0.6)))
        mesh.tube(_bend(start, end, trunk * 0.46 * (1.2 - t), 0.02, 3, random, 0.1), bark, 5, cap=False)
        ends.append(end)
        for _ in range(2):
            twig = start.lerp(end, random.uniform(0.4, 0.7))
            tip = end + _around(random) * crown * 0.4
            mesh.tube(_bend(twig, tip, 0.035, 0.01, 2, random, 0.05), bark, 3, cap=False)
            ends.append(tip)
    for k in range(cards):
        direction = _around(random)
        if k % 3 == 0:
            p = ends[random.integers(len(ends))] + _around(random) * crown * 0.3
        else:
            r = random.uniform(0.35, 1.0) ** 0.6
            lump = 1.0 + 0.16 * sin(direction.x * 5 + seed) * cos(direction.y * 6 + direction.z * 4)
            p = centre + Vector((direction.x * crown, direction.y * crown, direction.z * half)) * r * lump * 0.9
        offset = p - centre
        radial = min(1.0, (offset.x ** 2 / crown ** 2 + offset.y ** 2 / crown ** 2 + offset.z ** 2 / half ** 2) ** 0.5)
        normal = (Vector((offset.x / crown, offset.y / crown, offset.z / half)) + UP * 0.35).normalized()
        grow = (normal * 0.9 + _around(random) * 0.8 + UP * 0.15).normalized()
        shade = (0.5 + 0.5 * radial ** 1.6) * (0.8 + 0.2 * (offset.z / half * 0.5 + 0.5))
        size = card * random.uniform(0.75, 1.15)
        _card(mesh, p - grow * size * 0.55, grow, size, size, leaves, normal, min(shade, 1.0), random)
    return mesh


def birch(seed):
    """Slender, white-barked, light crown."""
    return broadleaf(seed, height=10.5, crown=1.9, trunk=0.1, bark="birch_bark", leaves="leaves_birch",
                     cards=430, card=0.95, low=0.26)


def spruce(seed, height=13.0, skirt=2.7):
    """An épicéa: tiers of drooping boughs down to the ground."""
    random = noise.rng(seed)
    mesh = Mesh()
    mesh.tube([((0, 0, -0.1), 0.24), ((0, 0, height * 0.5), 0.14), ((0, 0, height), 0.02)], "bark", 7, cap=False)
    tiers = 19
    for k in range(tiers):
        t = k / (tiers - 1)
        z = 0.9 + (height - 1.0) * t ** 0.93
        reach = skirt * (1.02 - t) ** 0.85 + 0.25
        for b in range(9 if t < 0.6 else 6):
            a = b * 2 * pi / (9 if t < 0.6 else 6) + k * 1.3 + random.uniform(-0.25, 0.25)
            out = Vector((cos(a), sin(a), 0))
            side = Vector((-sin(a), cos(a), 0))
            length = reach * random.uniform(0.82, 1.1)
            root = Vector((0, 0, z + random.uniform(-0.12, 0.12)))
            droop = -0.28 + 0.5 * t
            middle = root + out * length * 0.55 + UP * length * 0.55 * (droop + 0.12)
            tip = root + out * length + UP * length * (droop - 0.02)
            wide = length * 0.42
            for (p, q, v0, v1) in ((root, middle, 0.0, 0.55), (middle, tip, 0.55, 1.0)):
                corners = [p - side * wide, p + side * wide, q + side * wide, q - side * wide]
                normal = (out * 0.75 + UP * 0.8).normalized()
                dark, light = 0.42 + 0.5 * v0, 0.42 + 0.58 * v1
                two_sided(mesh, corners, "needles", [(0, v0), (1, v0), (1, v1), (0, v1)],
                          [normal] * 4, [dark, dark, light, light])
    for a in (0, pi / 3, 2 * pi / 3):
        side = Vector((cos(a), sin(a), 0)) * 0.35
        low, high = Vector((0, 0, height - 1.2)), Vector((0, 0, height + 0.5))
        two_sided(mesh, [low - side, low + side, high + side, high - side], "needles",
                  [(0, 0), (1, 0), (1, 1), (0, 1)], [UP] * 4, [0.9] * 4)
    return mesh


def bush(seed, radius=0.7):
    """A rounded shrub for planters."""
    random = noise.rng(seed)
    mesh = Mesh()
    for _ in range(46):
        d = _around(random)
        d.z = abs(d.z)
        p = Vector((d.x, d.y, d.z * 0.9)) * radius * random.uniform(0.3, 0.75)
        grow = (d + _around(random) * 0.5).normalized()
        _card(mesh, p, grow, radius * 0.75, radius * 0.75, "leaves", (d + UP * 0.4).normalized(),
              0.6 + 0.4 * d.z, random)
    return mesh


SPECIES = {
    "lime.a": lambda: broadleaf(301), "lime.b": lambda: broadleaf(302, height=8.0, crown=3.6),
    "oak": lambda: broadleaf(303, height=11.0, crown=4.6, trunk=0.27, cards=880, card=1.5, low=0.28),
    "birch.a": lambda: birch(304), "birch.b": lambda: birch(305),
    "spruce.a": lambda: spruce(306), "spruce.b": lambda: spruce(307, 16.0, 3.2),
    "bush": lambda: bush(308),
}
# Radius of the trunk's collider, m.
TRUNK_M = {"lime": 0.3, "oak": 0.42, "birch": 0.25, "spruce": 0.5}
