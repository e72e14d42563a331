"""The Vosges around: belts of forest one behind the other, paler with distance."""

from math import cos, pi, sin

from mathutils import Vector

from kit import noise
from kit.mesh import Mesh

# radius, foot height, crest height, relief, tree height, sheet repeats
BELTS = [
    (150, 1.0, 4.0, 3.0, 15.0, 13),
    (230, 3.0, 19.0, 10.0, 15.0, 18),
    (380, 14.0, 52.0, 24.0, 17.0, 26),
    (640, 40.0, 104.0, 44.0, 20.0, 34),
]


def _crest(angle, level, relief, seed):
    random = noise.rng(seed)
    total = 0.0
    for k in (1, 2, 3, 5, 8, 13):
        total += random.uniform(0.5, 1.0) / k ** 0.8 * sin(k * angle + random.uniform(0, 2 * pi))
    dip = 0.35 * cos(angle + pi / 2)      # lower to the south, where the light comes from
    return level + relief * (total * 0.42 - dip)


def belt(index):
    """One belt: a slope facing the campus and a tree line on its crest."""
    radius, foot, level, relief, trees, repeats = BELTS[index]
    mesh = Mesh()
    count = 128
    name, sheet = f"forest.{index}", f"treeline.{index}"
    for k in range(count):
        a0, a1 = 2 * pi * k / count, 2 * pi * (k + 1) / count
        h0, h1 = (_crest(a, level, relief, 500 + index) for a in (a0, a1))
        p0, p1 = Vector((radius * cos(a0), radius * sin(a0), 0)), Vector((radius * cos(a1), radius * sin(a1), 0))
        inward = -(p0 + p1).normalized()
        normal = (inward * 0.35 + Vector((0, 0, 1)) * 0.75 + Vector((0.35, -0.35, 0))).normalized()
        low0, low1 = p0 * 0.86 + Vector((0, 0, foot - 2)), p1 * 0.86 + Vector((0, 0, foot - 2))
        top0, top1 = p0 + Vector((0, 0, h0)), p1 + Vector((0, 0, h1))
        rows = 3 if index else 2
        u0, u1 = repeats * k / count, repeats * (k + 1) / count
        mesh.face([low1, low0, top0, top1], name, normals=[normal] * 4,
                  uv=[(u1 * 2, 0), (u0 * 2, 0), (u0 * 2, 1.5), (u1 * 2, 1.5)])
        for row in range(rows):      # rows of trees climbing the slope
            t = (row + 1) / rows
            shift = row * 0.37
            b0, b1 = low0.lerp(top0, t), low1.lerp(top1, t)
            up = Vector((0, 0, trees * (0.8 + 0.2 * t)))
            down = Vector((0, 0, -trees * 0.12))
            mesh.face([b1 + down, b0 + down, b0 + up, b1 + up], sheet, normals=[normal] * 4,
                      uv=[(u1 + shift, 0), (u0 + shift, 0), (u0 + shift, 0.99), (u1 + shift, 0.99)])
    return mesh
