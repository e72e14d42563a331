"""The quarry floor and its path, the meadow around, grass at the edges, fallen blocks."""

from math import cos, pi, sin

import numpy as np
from mathutils import Vector

from kit import noise, wood
from kit.mesh import Mesh
from . import plan, rock


def _to_path(x, y):
    """Metres from the middle of the path."""
    best = 99.0
    for (ax, ay), (bx, by) in zip(plan.PATH, plan.PATH[1:]):
        dx, dy = bx - ax, by - ay
        t = min(1.0, max(0.0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
        best = min(best, ((x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2) ** 0.5)
    return best


def bare(x, y):
    """Positive where the ground is trodden: the path, and the floor between the limbs."""
    ragged = 0.45 * sin(1.9 * x + 0.7 * y) * cos(1.3 * y - 0.4 * x) + 0.22 * sin(4.1 * x - 3.3 * y)
    path = 0.85 - _to_path(x, y) + 0.35 * ragged
    p = np.array([x, y, 0.0])
    room = min(float(-(limb.foot - p) @ limb.down) for limb in plan.LIMBS)
    floor = min(room + 0.2, (y + 8.5) * 0.6) - 0.9 + ragged
    return max(path, floor)


def part(corners, values, positive):
    """The part of a polygon where the values, linear along its edges, have that sign.

    Corners are rows of numbers that begin with x, y and z; corners of a sliver, which would be welded, are left out."""
    kept = []
    for k, (a, va) in enumerate(zip(corners, values)):
        b, vb = corners[(k + 1) % len(corners)], values[(k + 1) % len(corners)]
        if (va > 0) == positive:
            kept.append(a)
        if (va > 0) != (vb > 0):
            t = va / (va - vb)
            kept.append(tuple(p + (q - p) * t for p, q in zip(a, b)))
    return [p for k, p in enumerate(kept) if max(abs(p[i] - kept[k - 1][i]) for i in range(3)) > 0.002]


def floor():
    """Flat ground from the north face to beyond the spawns; grass meets bare earth along a smooth line."""
    mesh, cell = Mesh(), 0.5
    nx, ny = int((plan.WALK[1] - plan.WALK[0] + 4) / cell), int((12 - plan.WALK[2] + 4) / cell)
    x0, y0 = plan.WALK[0] - 2, plan.WALK[2] - 4
    level = {}

    def at(i, j):
        if (i, j) not in level:
            x, y = x0 + i * cell, y0 + j * cell
            level[i, j] = ((x, y, min(0.0, float(rock.hill(np.array(x), np.array(y))))), bare(x, y))
        return level[i, j]

    for i in range(nx):
        for j in range(ny):
            four = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)]
            corners, values = [p for p, _ in four], [v for _, v in four]
            for positive, name in ((True, "quarry"), (False, "meadow")):
                kept = part(corners, values, positive)
                if len(kept) > 2:
                    mesh.face(kept, name, smooth=True, normals=[Vector((0, 0, 1))] * len(kept))
    return mesh


def meadow():
    """The hillside from the edge of the rock to the foot of the forest."""
    mesh = Mesh()
    x0, x1, y0, y1 = plan.BOUNDS[:4]
    near = np.arange(-40, 41, 2.0)
    far = np.array([-132, -112, -92, -76, -62, -50])
    line = np.concatenate([far, near, -far[::-1]])
    grid = np.meshgrid(line, line, indexing="ij")
    height = rock.hill(*grid)
    slope = np.stack([rock.hill(grid[0] - 1, grid[1]) - rock.hill(grid[0] + 1, grid[1]),
                      rock.hill(grid[0], grid[1] - 1) - rock.hill(grid[0], grid[1] + 1), np.full(height.shape, 2.0)], -1)
    slope /= np.linalg.norm(slope, axis=-1, keepdims=True)

    def face(square, drop):
        points = [(line[i], line[j], height[i, j] - drop(line[i], line[j])) for i, j in square]
        mesh.face(points, "meadow", smooth=True, normals=[Vector(slope[i, j]) for i, j in square])

    def drop(x, y):
        inside = x0 - 0.1 < x < x1 + 0.1 and y0 - 0.1 < y < y1 + 0.1
        walk = plan.WALK[0] - 2 < x < plan.WALK[1] + 2 and plan.WALK[2] - 4 < y < 0
        return 1.2 if inside else 0.06 if walk and rock.hill(np.array(x), np.array(y)) < 0.05 else 0.02

    for i in range(len(line) - 1):
        for j in range(len(line) - 1):
            a, b, c, d = line[i], line[i + 1], line[j], line[j + 1]
            if a >= x0 + 1 and b <= x1 - 1 and c >= y0 + 1 and d <= y1 - 1:
                continue
            face([(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)], drop)
    return mesh


def tufts(edge_points):
    """Grass at the seams: along bare ground, along the foot of the rock, on the quarry's rim (`edge_points`)."""
    random, mesh = noise.rng(741), Mesh()
    places = []
    for _ in range(6000):
        x, y = random.uniform(plan.WALK[0], plan.WALK[1]), random.uniform(plan.WALK[2], 9)
        if -0.55 < bare(x, y) < 0.12 and len(places) < 420:
            places.append((Vector((x, y, 0)), random.uniform(0.5, 1.0)))
    for k in random.permutation(len(edge_points))[:520]:
        places.append((Vector(edge_points[k]) - Vector((0, 0, 0.05)), random.uniform(0.6, 1.25)))
    for place, size in places:
        tall, turn = 0.34 * size, random.uniform(0, pi)
        shade = random.uniform(0.85, 1.0)
        for n in range(3):
            a = turn + n * pi / 3
            side = Vector((cos(a), sin(a), 0)) * 0.19 * size
            lean = Vector((random.uniform(-0.06, 0.06), random.uniform(-0.06, 0.06), tall))
            corners = [place - side, place + side, place + side + lean, place - side + lean]
            up = [Vector((0, 0, 1))] * 4
            tones = [0.7 * shade, 0.7 * shade, shade, shade]
            uv = [(0, 0.01), (1, 0.01), (1, 0.99), (0, 0.99)]
            mesh.face(corners, "tuft", uv=uv, normals=up, shade=tones)
            mesh.face(corners[::-1], "tuft", uv=uv[::-1], normals=up, shade=tones[::-1])
    return mesh


def boulders():
    """Blocks fallen from the north face and off the slabs: positions, sizes; and the mesh."""
    random, mesh, boxes = noise.rng(742), Mesh(), []
    places = [(random.uniform(-2.6, 3.2), plan.HEAD_Y - random.uniform(0.1, 1.1) ** 1.3, random.uniform(0.10, 0.34)) for _ in range(26)]
    places += [(-2.1, 7.6, 0.42), (2.6, 7.4, 0.36), (-9.2, -9.4, 0.55), (4.6, -9.6, 0.6), (3.6, -10.6, 0.35), (-8.1, -10.4, 0.4), (2.3, -23.0, 0.5)]
    for limb in plan.LIMBS:
        for _ in range(16):
            p = limb.foot + limb.along * random.uniform(0.5, 17) + limb.down * random.uniform(0.02, 0.28)
            places.append((p[0], p[1], random.uniform(0.05, 0.15)))
    for n, (x, y, size) in enumerate(places):
        if 0.9 < x < 2.1 and y > 6.0:
            continue            # the section of the log stays free
        colour = rock.tint(np.array([random.uniform(-3.5, 3.0)]))[0]
        linear = [((c + 0.055) / 1.055) ** 2.4 for c in colour]
        _boulder(mesh, Vector((x, y, size * 0.28)), size, n, random, linear)
        if size > 0.3:
            boxes.append((x, y, 1.6 * size, 1.4 * size, size * 0.95))
    return mesh, boxes


def _boulder(mesh, centre, size, seed, random, tone):
    """A block cut by a few planes, its edges worn."""
    rows, columns = 9, 14
    planes = []
    for _ in range(11):
        d = random.standard_normal(3)
        planes.append((d / np.linalg.norm(d), random.uniform(0.62, 0.95)))
    squash = np.array([1.15, 0.95, 0.7])
    turn = random.uniform(0, 2 * pi)
    grid = []
    for r in range(rows + 1):
        polar = -pi / 2 + pi * r / rows
        for c in range(columns):
            a = 2 * pi * c / columns
            d = np.array([cos(polar) * cos(a), cos(polar) * sin(a), sin(polar)])
            far = min([h / max(float(d @ n), 1e-3) for n, h in planes if d @ n > 0.05] + [1.1])
            rough = float(wood.value((d * 0.9)[None, :], (0.3, 0.3, 0.3), 750 + seed)[0]) - 0.5
            p = d * far * (1 + 0.08 * rough) * squash * size
            grid.append(centre + Vector((p[0] * cos(turn) - p[1] * sin(turn), p[0] * sin(turn) + p[1] * cos(turn), p[2])))
    for r in range(rows):
        for c in range(columns):
            e = (c + 1) % columns
            four = [grid[r * columns + c], grid[r * columns + e], grid[(r + 1) * columns + e], grid[(r + 1) * columns + c]]
            if r == 0:
                four = [four[0], four[2], four[3]]
            elif r == rows - 1:
                four = four[:3]
            tones = [tuple(t * (0.55 + 0.45 * min(1.0, max(0.0, p.z / (0.5 * size)))) for t in tone) for p in four]
            mesh.face(four, "bedding", smooth=True, shade=tones)
