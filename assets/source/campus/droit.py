"""Faculté de droit: stone and render, tall regular windows, slate roof, steps and a porch.

An evocation, not a survey. The front faces east."""

from math import pi

from kit.facade import glazing, surround, wall
from kit.mesh import Mesh

FRONT, SOUTH, LENGTH, DEPTH = -43.0, -19.0, 38.0, 13.0
PLINTH, FLOOR, EAVES, RIDGE = 1.0, 5.2, 9.6, 14.6
BAYS = 11


def _front(mesh):
    pitch = LENGTH / BAYS
    tall = []
    for k in range(BAYS):
        c = (k + 0.5) * pitch
        if k != BAYS // 2:
            tall.append((c - 0.62, PLINTH + 0.75, c + 0.62, PLINTH + 3.35))
        tall.append((c - 0.58, FLOOR + 0.85, c + 0.58, FLOOR + 3.3))
    door = (LENGTH / 2 - 1.1, PLINTH, LENGTH / 2 + 1.1, PLINTH + 3.5)
    wall(mesh, LENGTH, EAVES, tall + [door], "render", depth=0.3, reveal="ashlar", base=PLINTH)
    for x0, z0, x1, z1 in tall:
        glazing(mesh, x0, z0, x1, z1, 0.24, 2, 3, "joinery", 0.07)
        surround(mesh, x0, z0, x1, z1, "ashlar", 0.2, 0.06)
    x0, z0, x1, z1 = door
    mesh.face([(x0, 0.28, z0), (x1, 0.28, z0), (x1, 0.28, z1), (x0, 0.28, z1)], "door_oak")
    glazing(mesh, x0, z0 + 2.6, x1, z1, 0.26, 4, 1, "door_oak", 0.06)
    for s in (-1, 1):
        for row in range(3):
            mesh.box((LENGTH / 2 + s * 0.55, 0.25, z0 + 0.5 + row * 0.8), (0.78, 0.06, 0.62), "door_oak", skip="Y", bevel=0.02)
        mesh.box((LENGTH / 2 + s * 0.12, 0.2, z0 + 1.15), (0.04, 0.06, 0.3), "brass")
    # plinth, string course, quoins, pilasters, cornice
    mesh.box((LENGTH / 2, -0.06, PLINTH / 2), (LENGTH + 0.24, 0.12, PLINTH), "ashlar", skip="bY")
    mesh.box((LENGTH / 2, -0.09, PLINTH + 0.06), (LENGTH + 0.3, 0.18, 0.12), "ashlar", skip="Y")
    mesh.box((LENGTH / 2, -0.08, FLOOR), (LENGTH + 0.3, 0.18, 0.28), "ashlar", skip="Y")
    for x in (0.35, LENGTH - 0.35):
        for row in range(11):
            w = 0.95 if row % 2 else 0.6
            mesh.box((w / 2 if x < 1 else LENGTH - w / 2, -0.05, PLINTH + 0.42 + row * 0.78), (w, 0.12, 0.74), "ashlar", skip="Y")
    for k in (4, 7):
        mesh.box((k * pitch, -0.07, (PLINTH + EAVES) / 2), (0.5, 0.14, EAVES - PLINTH), "ashlar", skip="Y")
    for step, (out, z) in enumerate(((0.12, EAVES - 0.42), (0.26, EAVES - 0.24), (0.42, EAVES - 0.06))):
        mesh.box((LENGTH / 2, -out / 2, z), (LENGTH + 2 * out, out, 0.18), "ashlar", skip="Y")
    for k in range(int(LENGTH / 0.6)):
        mesh.box((0.3 + k * 0.6, -0.17, EAVES - 0.36), (0.2, 0.22, 0.16), "ashlar", skip="Yt", cell=9)


def _porch(mesh):
    """Four columns, an entablature and a pediment over the steps. Same frame as the front."""
    mid, w, d = LENGTH / 2, 8.4, 3.0
    mesh.box((mid, -d / 2, PLINTH / 2 - 0.03), (w, d, PLINTH - 0.06), "ashlar", skip="bY")
    mesh.box((mid, -d / 2 - 0.05, PLINTH - 0.03), (w + 0.16, d + 0.1, 0.07), "concrete_pale", skip="bY")
    steps = 6
    for k in range(steps):
        z, run = PLINTH * (steps - k) / (steps + 1), 0.36
        mesh.box((mid, -d - 0.1 - (k + 0.5) * run, z / 2), (5.4 + 0.0 * k, run, z), "concrete_pale", skip="bY")
    for s in (-1, 1):
        mesh.box((mid + s * 2.95, -d - 1.2, 0.6), (0.5, 2.4, 1.2), "ashlar", bevel=0.04)
        mesh.box((mid + s * 2.95, -d - 2.05, 1.32), (0.62, 0.62, 0.26), "concrete_pale", bevel=0.03)
    top = PLINTH + 3.9
    for k in (-1.5, -0.5, 0.5, 1.5):
        x, y = mid + k * 2.35, -d + 0.5
        mesh.box((x, y, PLINTH + 0.12), (0.74, 0.74, 0.24), "concrete_pale", bevel=0.03)
        mesh.tube([((x, y, PLINTH + 0.24), 0.3), ((x, y, PLINTH + 0.3), 0.33), ((x, y, PLINTH + 0.42), 0.28),
                   ((x, y, PLINTH + 1.6), 0.275), ((x, y, top - 0.4), 0.235), ((x, y, top - 0.34), 0.29),
                   ((x, y, top - 0.24), 0.31)], "concrete_pale", 18)
        mesh.box((x, y, top - 0.12), (0.7, 0.7, 0.24), "concrete_pale", bevel=0.03)
    mesh.box((mid, -d / 2 - 0.05, top + 0.3), (w, d + 0.1, 0.6), "concrete_pale", skip="Y")
    mesh.box((mid, -d / 2 - 0.12, top + 0.68), (w + 0.5, d + 0.24, 0.16), "concrete_pale", skip="Y")
    z0, rise, y = top + 0.76, 1.5, -d - 0.02
    mesh.face([(mid - w / 2, y + 0.12, z0), (mid + w / 2, y + 0.12, z0), (mid, y + 0.12, z0 + rise)], "render")
    for s in (-1, 1):
        a, b = (mid + s * (w / 2 + 0.3), y, z0), (mid, y, z0 + rise + 0.1)
        mesh.beam((a[0], y + 0.02, a[2] + 0.06), (b[0], y + 0.02, b[2] + 0.06), 0.34, 0.22, "concrete_pale")
        c = [(mid + s * (w / 2 + 0.35), -d - 0.2, z0 + 0.1), (mid, -d - 0.2, z0 + rise + 0.28),
             (mid, 0.0, z0 + rise + 0.28), (mid + s * (w / 2 + 0.35), 0.0, z0 + 0.1)]
        mesh.face(c[::-1] if s > 0 else c, "slate")
    with mesh.at(mid, y + 0.1, z0 + 0.48):
        mesh.tube([((0, -0.02, 0), 0.34), ((0, -0.06, 0), 0.34)], "brass", 24)
    with mesh.at(mid, -d - 0.1, top + 0.17):
        mesh.text("FACULTÉ DE DROIT", 0.42, "ul_black", 0.04)


def _plain_side(mesh, width, windows):
    openings = []
    for k in range(windows):
        c = (k + 0.5) * width / windows
        openings += [(c - 0.58, PLINTH + 0.8, c + 0.58, PLINTH + 3.3), (c - 0.55, FLOOR + 0.85, c + 0.55, FLOOR + 3.2)]
    wall(mesh, width, EAVES, openings, "render", depth=0.28, reveal="ashlar", base=PLINTH)
    for o in openings:
        glazing(mesh, *o, 0.22, 2, 3, "joinery", 0.07)
        surround(mesh, *o, "ashlar", 0.18, 0.05)
    mesh.box((width / 2, -0.06, PLINTH / 2), (width + 0.24, 0.12, PLINTH), "ashlar", skip="bY")
    mesh.box((width / 2, -0.08, FLOOR), (width + 0.3, 0.18, 0.28), "ashlar", skip="Y")
    for out, z in ((0.12, EAVES - 0.42), (0.26, EAVES - 0.24), (0.42, EAVES - 0.06)):
        mesh.box((width / 2, -out / 2, z), (width + 2 * out, out, 0.18), "ashlar", skip="Y")


def _roof(mesh):
    """A hipped slate roof with dormers and chimneys, in the frame of the front."""
    o, z0, z1 = 0.45, EAVES + 0.03, RIDGE
    a, b, c, d = (-o, -o, z0), (LENGTH + o, -o, z0), (LENGTH + o, DEPTH + o, z0), (-o, DEPTH + o, z0)
    inset = DEPTH / 2 * 0.9
    r0, r1 = (inset, DEPTH / 2, z1), (LENGTH - inset, DEPTH / 2, z1)
    mesh.quad(a, b, r1, r0, "slate", cell=4)
    mesh.quad(c, d, r0, r1, "slate", cell=4)
    mesh.face([b, c, r1], "slate")
    mesh.face([d, a, r0], "slate")
    mesh.beam(r0, r1, 0.3, 0.2, "zinc")
    mesh.box((LENGTH / 2, -o - 0.04, z0 + 0.02), (LENGTH + 2 * o, 0.16, 0.14), "zinc")
    slope = (z1 - z0) / (DEPTH / 2 + o)
    for k in (1, 3, 7, 9):
        x, y = (k + 0.5) * LENGTH / BAYS, 0.6
        z = z0 + slope * (y + o)
        mesh.box((x, y + 0.9, z + 0.75), (1.5, 1.8, 1.7), "render", skip="b")
        glazing(mesh, x - 0.5, z + 0.25, x + 0.5, z + 1.45, y - 0.02, 2, 2, "joinery", 0.07)
        for s in (-1, 1):
            c4 = [(x + s * 0.95, y - 0.25, z + 1.5), (x, y - 0.25, z + 2.25), (x, y + 2.6, z + 2.25), (x + s * 0.95, y + 2.6, z + 1.5)]
            mesh.face(c4[::-1] if s > 0 else c4, "slate")
        mesh.face([(x - 0.85, y - 0.02, z + 1.55), (x + 0.85, y - 0.02, z + 1.55), (x, y - 0.02, z + 2.2)], "render")
    for x in (8.6, LENGTH - 8.6):
        mesh.box((x, DEPTH / 2 + 1.2, z1 + 0.3), (1.4, 0.9, 3.2), "ashlar", skip="b")
        mesh.box((x, DEPTH / 2 + 1.2, z1 + 1.95), (1.6, 1.1, 0.16), "concrete_pale")


def build():
    """The building and its colliders (x, y, size x, size y, height); the steps are a ramp apart."""
    mesh = Mesh(cell=2.6)
    with mesh.at(FRONT, SOUTH, yaw=pi / 2):
        _front(mesh)
        _porch(mesh)
        _roof(mesh)
    with mesh.at(FRONT - DEPTH, SOUTH):
        _plain_side(mesh, DEPTH, 4)
    with mesh.at(FRONT, SOUTH + LENGTH, yaw=pi):
        _plain_side(mesh, DEPTH, 4)
    with mesh.at(FRONT - DEPTH, SOUTH + LENGTH, yaw=-pi / 2):
        wall(mesh, LENGTH, EAVES, [], "render")
    cy = SOUTH + LENGTH / 2
    boxes = [(FRONT - DEPTH / 2, cy, DEPTH, LENGTH, 14.0)]
    for s in (-1, 1):
        boxes.append((FRONT + 4.2, cy + s * 2.95, 2.4, 0.5, 1.3))
    for k in (-1.5, -0.5, 0.5, 1.5):
        boxes.append((FRONT + 2.5, cy + k * 2.35, 0.66, 0.66, 4.8))
    return mesh, boxes


def porch_floor():
    """x0, x1, y0, y1 and height of the porch; x and z of the ramp over the steps."""
    cy = SOUTH + LENGTH / 2
    return (FRONT, FRONT + 3.05, cy - 4.2, cy + 4.2, PLINTH), (FRONT + 3.05, FRONT + 5.3, cy - 2.7, cy + 2.7)
