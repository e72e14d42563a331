"""Pieces cut from solid wood: blocks with eased edges and turned rods, each with the grain its cut shows.

A piece is drawn into a Mesh, in the mesh's frame, with UVs on an Atlas. Bodies keep volumes and centres,
so that whoever makes a thing of several pieces knows its centre of mass."""

from math import atan2, cos, pi, sin

import numpy as np
from mathutils import Vector

from . import noise

DENSITY_KG_M3 = {"spruce": 430.0, "oak": 710.0, "beech": 720.0, "ash": 680.0}


class Body:
    """Masses gathered so far."""

    def __init__(self):
        self.mass_kg, self.moment = 0.0, Vector((0, 0, 0))

    def add(self, centre, volume_m3, species):
        mass = volume_m3 * DENSITY_KG_M3[species]
        self.mass_kg += mass
        self.moment += Vector(centre) * mass

    def centre(self):
        return self.moment / self.mass_kg


def _trunk(axis, seed, near=None):
    """Where in a trunk a piece was cut: a function from points of the piece to points of the trunk."""
    random = noise.rng(seed)
    turn = random.uniform(0, 2 * pi)
    far = near if near is not None else random.uniform(0.05, 0.11)
    offset = np.array([far * cos(turn), far * sin(turn), random.uniform(0, 5)])
    order = [(axis + 1) % 3, (axis + 2) % 3, axis]
    return lambda points: points[..., order] + offset


def block(mesh, atlas, body, centre, size, species, seed, ease=0.002, taper=0.0, near=None):
    """A block at `centre`; the fibre runs along its longest side. `taper` narrows its ends along x (0..1)."""
    half = [s / 2 for s in size]
    axis = max(range(3), key=lambda i: size[i])
    trunk = _trunk(axis, seed, near)
    charts = {}
    for k in range(3):
        for sign in (-1, 1):
            i, j = ((k + 1) % 3, (k + 2) % 3) if sign > 0 else ((k + 2) % 3, (k + 1) % 3)
            flip = size[j] > size[i]
            i, j = (j, i) if flip else (i, j)

            def place(s, t, i=i, j=j, k=k, sign=sign, flip=flip):
                points = np.zeros((*s.shape, 3))
                points[..., i] = s - half[i]
                points[..., j] = -(t - half[j]) if flip else t - half[j]
                points[..., k] = sign * half[k]
                return trunk(points)

            charts[k, sign] = (atlas.chart(size[i], size[j], place, species, seed), i, j, flip)
    body.add(centre, size[0] * size[1] * size[2], species)
    middle = Vector(centre)

    def shaped(p):
        if not taper:
            return middle + p
        narrow = 1 - taper * abs(p.x) / half[0]
        return middle + Vector((p.x, p.y * narrow, p.z))

    def corner(signs, k):
        return Vector([signs[n] * (half[n] if n == k else half[n] - ease) for n in range(3)])

    def emit(corners):      # (point, axis it is flush with, sign)
        points = [p for p, _, _ in corners]
        normal = (points[1] - points[0]).cross(points[2] - points[0])
        if normal.dot(sum(points, Vector()) / len(points)) < 0:
            corners = corners[::-1]
            normal = -normal
        k = max(range(3), key=lambda n: round(abs(normal[n]), 6))
        chart, i, j, flip = charts[k, 1 if normal[k] > 0 else -1]
        uv = [chart.uv(p[i] + half[i], (-p[j] if flip else p[j]) + half[j]) for p, _, _ in corners]
        turned = mesh.frame.to_3x3()
        normals = [(turned @ Vector([s if n == a else 0.0 for n in range(3)])).normalized() for _, a, s in corners]
        mesh.face([shaped(p) for p, _, _ in corners], atlas.name, uv=uv, normals=normals)

    def at(signs, k):
        return corner(signs, k), k, signs[k]

    for k in range(3):
        i, j = (k + 1) % 3, (k + 2) % 3
        for sign in (-1, 1):
            def signs(si, sj, sk):
                found = [0, 0, 0]
                found[i], found[j], found[k] = si, sj, sk
                return found
            emit([at(signs(si, sj, sign), k) for si, sj in ((-1, -1), (1, -1), (1, 1), (-1, 1))])
        for si in (-1, 1):
            for sj in (-1, 1):
                def signs(sk):
                    found = [0, 0, 0]
                    found[i], found[j], found[k] = si, sj, sk
                    return found
                emit([at(signs(-1), i), at(signs(1), i), at(signs(1), j), at(signs(-1), j)])
    for sx in (-1, 1):
        for sy in (-1, 1):
            for sz in (-1, 1):
                emit([at((sx, sy, sz), k) for k in range(3)])


def rod(mesh, atlas, body, start, profile, species, seed, sides=20, oval=1.0, near=0.03):
    """A turned rod along +x from `start`; profile is (x, radius) from one end to the other; `oval` flattens it in z."""
    trunk = _trunk(0, seed, near)
    xs, rs = [x for x, _ in profile], [r for _, r in profile]
    length, widest = xs[-1] - xs[0], max(rs)
    last = pi - pi / sides      # a flat side lies downward; the seam is beside it

    def around(s, t):
        a = last - t / widest
        radius = np.interp(s + xs[0], xs, rs)
        return trunk(np.stack([s, radius * np.cos(a), radius * np.sin(a) * oval], -1))

    side = atlas.chart(length, 2 * pi * widest, around, species, seed)
    ends = []
    for x in (0.0, length):
        ends.append(atlas.chart(2 * widest, 2 * widest,
                                lambda s, t, x=x: trunk(np.stack([s * 0 + x, s - widest, t - widest], -1)), species, seed))
    origin = Vector(start) - Vector((xs[0], 0, 0))
    for (x0, r0), (x1, r1) in zip(profile, profile[1:]):
        step = x1 - x0
        body.add(origin + Vector(((x0 + x1) / 2, 0, 0)), pi * step * (r0 * r0 + r0 * r1 + r1 * r1) / 3 * oval, species)
        steep = atan2(r0 - r1, step) if step > 1e-9 else (pi / 2 if r0 > r1 else -pi / 2)
        for n in range(sides):
            a0, a1 = (2 * pi * (n + e - 0.5) / sides - pi for e in (0, 1))
            corners, normals, uv = [], [], []
            for x, r, a in ((x0, r0, a0), (x0, r0, a1), (x1, r1, a1), (x1, r1, a0)):
                corners.append(origin + Vector((x, r * cos(a), r * sin(a) * oval)))
                normals.append((mesh.frame.to_3x3() @ Vector((sin(steep), cos(a) * cos(steep), sin(a) * cos(steep) / oval))).normalized())
                uv.append(side.uv(x - xs[0], (last - a) * widest))
            mesh.face(corners, atlas.name, uv=uv, normals=normals)
    for which, (x, r) in enumerate((profile[0], profile[-1])):
        if r < 1e-6:
            continue
        ring = [2 * pi * (n - 0.5) / sides - pi for n in range(sides)]
        ring = ring[::-1] if which == 0 else ring
        corners = [origin + Vector((x, r * cos(a), r * sin(a) * oval)) for a in ring]
        uv = [ends[which].uv(r * cos(a) + widest, r * sin(a) + widest) for a in ring]
        mesh.face(corners, atlas.name, uv=uv)
