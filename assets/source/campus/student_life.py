"""Maison de l'Étudiant: a low glazed house under a big timber canopy, and its café terrace.

An evocation, not a survey. The front faces west."""

from math import cos, pi, sin

from kit.facade import glazing, wall
from kit.mesh import Mesh

FRONT, SOUTH, LENGTH, DEPTH, TOP = 41.0, -18.0, 28.0, 13.0, 4.4
CANOPY = (33.0, 42.5)                 # x from, to
TABLES = [(35.2, -14.8), (38.4, -12.6), (35.4, -8.6), (38.2, 1.6), (35.2, 5.0), (38.0, 8.2)]
PARASOLS = {0: "parasol", 1: "parasol_red", 4: "parasol_red", 5: "parasol"}
CANOPY_Y = (-7.0, 4.0)


def _house(mesh):
    """West front in its own frame: x runs from north to south."""
    bays = 10
    step = LENGTH / bays
    openings = [(k * step + 0.25, 0.12, (k + 1) * step - 0.25, 3.3) for k in range(bays)]
    wall(mesh, LENGTH, TOP, openings, "larch", depth=0.35, reveal="glulam")
    for k, o in enumerate(openings):
        glazing(mesh, *o, 0.3, 2, 1, "glulam", 0.09)
        mesh.box(((o[0] + o[2]) / 2, 0.24, 2.6), (o[2] - o[0], 0.08, 0.08), "glulam", skip="Y", cell=9)
        if k % 3 == 1:
            for s in range(5):
                mesh.box((o[0] + 0.35 + s * 0.12, -0.12, 1.7), (0.05, 0.1, 3.3), "batten", cell=9)


def _canopy(mesh):
    """Tree-like glulam posts carrying a deep grid of beams and a planted roof."""
    x0, x1 = CANOPY
    z = 4.5
    y0, y1 = SOUTH - 1.0, SOUTH + LENGTH + 1.0
    beams = 15
    for k in range(beams):
        y = y0 + 0.3 + (y1 - y0 - 0.6) * k / (beams - 1)
        mesh.box(((x0 + x1) / 2, y, z), (x1 - x0, 0.16, 0.46), "glulam", cell=5)
    for x in (x0 + 0.08, x0 + 3.2, x0 + 6.4):
        mesh.box((x, (y0 + y1) / 2, z + 0.06), (0.16, y1 - y0, 0.5), "glulam", cell=5)
    mesh.box(((x0 + FRONT + DEPTH) / 2 + 0.2, (y0 + y1) / 2, z + 0.42), (FRONT + DEPTH - x0 + 0.6, y1 - y0 + 0.4, 0.16), "larch", cell=3)
    mesh.box(((x0 + FRONT + DEPTH) / 2 + 0.2, (y0 + y1) / 2, z + 0.56), (FRONT + DEPTH - x0 + 0.9, y1 - y0 + 0.7, 0.14), "anthracite", cell=8)
    mesh.quad((x0 + 0.3, y0, z + 0.66), (FRONT + DEPTH, y0, z + 0.66), (FRONT + DEPTH, y1, z + 0.66), (x0 + 0.3, y1, z + 0.66), "meadow")
    for y in posts():
        px = x0 + 1.6
        mesh.box((px, y, 0.15), (0.5, 0.5, 0.3), "concrete", bevel=0.03)
        mesh.box((px, y, 1.5), (0.26, 0.26, 2.5), "glulam", bevel=0.02)
        for dx, dy in ((-1.45, 0), (1.5, 0), (0, -1.6), (0, 1.6)):
            mesh.beam((px + dx * 0.06, y + dy * 0.06, 2.3), (px + dx, y + dy, z - 0.2), 0.14, 0.18, "glulam")


def posts():
    return [SOUTH + 1.6 + k * (LENGTH - 3.2) / 4 for k in range(5)]


def _table(mesh, x, y, parasol):
    with mesh.at(x, y, 0):
        mesh.tube([((0, 0, 0.7), 0.44), ((0, 0, 0.74), 0.44)], "larch", 20)
        mesh.tube([((0, 0, 0.02), 0.035), ((0, 0, 0.7), 0.03)], "anthracite", 8)
        mesh.tube([((0, 0, 0.0), 0.24), ((0, 0, 0.03), 0.22)], "anthracite", 14)
        for k in range(3):
            a = k * 2 * pi / 3 + x
            with mesh.at(0.82 * cos(a), 0.82 * sin(a), 0, yaw=a - pi / 2):
                _chair(mesh)
        if parasol:
            mesh.tube([((0, 0, 0.7), 0.025), ((0, 0, 2.75), 0.025)], "white", 8, cap=False)
            n, r = 8, 1.55
            for k in range(n):
                a0, a1 = 2 * pi * k / n, 2 * pi * (k + 1) / n
                p0, p1 = (r * cos(a0), r * sin(a0), 2.3), (r * cos(a1), r * sin(a1), 2.3)
                mesh.face([p0, p1, (0, 0, 2.8)], parasol)
                mesh.face([p1, p0, (0, 0, 2.76)], parasol)
                for low, high in ((p0, p1),):
                    drop = [(*low[:2], 2.14), (*high[:2], 2.14), high, low]
                    mesh.face(drop, parasol)
                    mesh.face(drop[::-1], parasol)


def _chair(mesh):
    """Faces the table (towards -y of its own frame is away)."""
    mesh.box((0, 0, 0.45), (0.42, 0.42, 0.04), "larch", bevel=0.012)
    mesh.box((0, 0.2, 0.74), (0.42, 0.03, 0.22), "larch", bevel=0.01)
    for sx in (-0.18, 0.18):
        for sy in (-0.18, 0.19):
            high = 0.86 if sy > 0 else 0.45
            mesh.box((sx, sy, high / 2), (0.03, 0.03, high), "anthracite", skip="tb", cell=9)


def build():
    """The building and its colliders (x, y, size x, size y, height)."""
    mesh = Mesh(cell=2.6)
    with mesh.at(FRONT, SOUTH + LENGTH, yaw=-pi / 2):
        _house(mesh)
    for y, yaw, x in ((SOUTH, 0, FRONT), (SOUTH + LENGTH, pi, FRONT + DEPTH)):
        with mesh.at(x, y, yaw=yaw):
            wall(mesh, DEPTH, TOP, [(2.0, 0.8, DEPTH - 2.0, 3.0)], "larch", depth=0.3, reveal="glulam")
            glazing(mesh, 2.0, 0.8, DEPTH - 2.0, 3.0, 0.25, 6, 1, "glulam", 0.08)
    with mesh.at(FRONT + DEPTH, SOUTH, yaw=pi / 2):
        wall(mesh, LENGTH, TOP, [], "larch")
    _canopy(mesh)
    with mesh.at(CANOPY[0] - 0.26, SOUTH + LENGTH / 2, 5.16, yaw=-pi / 2):
        mesh.text("MAISON DE L’ÉTUDIANT", 0.78, "ul_black", 0.07)
        mesh.box((0, 0.05, -0.06), (11.2, 0.1, 0.08), "anthracite")
    for k, (x, y) in enumerate(TABLES):
        _table(mesh, x, y, PARASOLS.get(k))
    cy = SOUTH + LENGTH / 2
    boxes = [(FRONT + DEPTH / 2, cy, DEPTH, LENGTH, 5.2)]
    boxes += [(CANOPY[0] + 1.6, y, 0.5, 0.5, 3.0) for y in posts()]
    boxes += [(x, y, 0.9, 0.9, 0.8) for x, y in TABLES]
    return mesh, boxes
