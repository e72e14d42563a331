"""ENSTIB: a timber cylinder leaning 30° on a concrete cube, and the glulam hall beside it.

The cylinder on the cube is a documented form (see README); everything else is an evocation."""

from math import cos, pi, radians, sin

from mathutils import Matrix

from kit.facade import glazing, wall
from kit.mesh import Mesh

CUBE = (-12.0, 37.5, 13.0, 6.2)        # centre x, y, side, height
RADIUS, LENGTH = 5.9, 13.2
LEAN = radians(30)
HALL = (-50.0, -20.5, 32.5, 46.0)      # x0, x1, y0, y1
EAVES, RIDGE = 6.4, 9.4


def _drum(mesh):
    """The leaning auditorium: dark skin, larch battens, steel hoops, zinc lid."""
    x, y, _, _ = CUBE
    frame = (Matrix.Translation((x - 2.6, y + 0.35, 2.9)) @ Matrix.Rotation(radians(-14), 4, "Z")
             @ Matrix.Rotation(LEAN, 4, "Y"))
    with mesh.at(matrix=frame):
        n = 48
        for k in range(n):
            a0, a1 = 2 * pi * k / n, 2 * pi * (k + 1) / n
            r = RADIUS - 0.16
            mesh.quad((r * cos(a0), r * sin(a0), 0), (r * cos(a1), r * sin(a1), 0),
                      (r * cos(a1), r * sin(a1), LENGTH), (r * cos(a0), r * sin(a0), LENGTH),
                      "door_oak", cell=3.4)
        slots = {5, 6, 30, 31, 32, 77, 78}
        count = 108
        for k in range(count):
            a = 2 * pi * (k + 0.5) / count
            low, high = 0.0, LENGTH + 0.28
            with mesh.at(RADIUS * cos(a), RADIUS * sin(a), 0, yaw=a + pi / 2):
                if k in slots:
                    mesh.box((0, 0.05, 3.8), (0.17, 0.16, 7.6), "batten", skip="Yb", cell=3.8)
                    mesh.box((0, 0.1, 9.0), (0.34, 0.04, 2.8), "glass_dark", skip="Y")
                    mesh.box((0, 0.05, 11.95), (0.17, 0.16, 3.06), "batten", skip="Yb", cell=3.8)
                else:
                    deep = 0.16 if k % 2 else 0.22
                    mesh.box((0, 0.05, (low + high) / 2), (0.2, deep, high - low), "batten", skip="Yb", cell=3.4)
        ring = [(cos(2 * pi * k / n), sin(2 * pi * k / n)) for k in range(n)]
        for z in (LENGTH + 0.18,):
            for k in range(n):
                (ax, ay), (bx, by) = ring[k], ring[(k + 1) % n]
                o, i = RADIUS + 0.14, RADIUS - 0.5
                mesh.face([(o * ax, o * ay, z), (o * bx, o * by, z), (o * bx, o * by, z + 0.3),
                           (o * ax, o * ay, z + 0.3)], "zinc")
                mesh.face([(i * ax, i * ay, z + 0.3), (o * ax, o * ay, z + 0.3), (o * bx, o * by, z + 0.3),
                           (i * bx, i * by, z + 0.3)], "zinc")
                mesh.face([(o * ax, o * ay, z), (i * ax, i * ay, z), (i * bx, i * by, z),
                           (o * bx, o * by, z)], "zinc")
        i = RADIUS - 0.2
        mesh.face([(i * ax, i * ay, LENGTH + 0.1) for ax, ay in ring], "zinc")


def _cube(mesh):
    x, y, side, h = CUBE
    half = side / 2
    door = (7.4, 0.0, 11.4, 3.2)
    slot = (1.2, 3.9, 5.2, 4.7)
    with mesh.at(x - half, y - half):
        wall(mesh, side, h, [door, slot], "concrete", depth=0.7)
        glazing(mesh, *slot, 0.5, 4, 1, "anthracite", 0.05)
        glazing(mesh, door[0], 0, door[2], 3.2, 0.6, 4, 1, "glulam", 0.14, "glass_dark", 0.16)
        mesh.box((9.4, 0.52, 2.35), (4.0, 0.1, 0.1), "glulam")
        for s in (-0.16, 0.16):
            mesh.box((9.4 + s, 0.44, 1.15), (0.04, 0.06, 1.3), "steel")
        with mesh.at(0.9, -0.02, 1.15):
            mesh.text("ENSTIB", 1.15, "ul_black", 0.08, "LEFT")
        with mesh.at(0.95, -0.02, 0.62):
            mesh.text("École nationale supérieure", 0.27, "ul_black", 0.03, "LEFT", bold=False)
        with mesh.at(0.95, -0.02, 0.3):
            mesh.text("des technologies et industries du bois", 0.27, "ul_black", 0.03, "LEFT", bold=False)
        # timber canopy over the door
        mesh.box((9.4, -0.9, 3.42), (5.4, 2.6, 0.14), "glulam", bevel=0.02)
        for k in range(9):
            mesh.box((6.9 + k * 0.625, -0.9, 3.28), (0.09, 2.5, 0.16), "larch")
        for sx in (7.0, 11.8):
            mesh.box((sx, -1.95, 1.68), (0.16, 0.16, 3.36), "glulam", bevel=0.015)
    with mesh.at(x + half, y - half, yaw=pi / 2):
        wall(mesh, side, h, [(2, 1.0, 3.2, 4.8), (4.2, 1.0, 5.4, 4.8), (6.4, 1.0, 7.6, 4.8)], "concrete", depth=0.5)
        for x0 in (2, 4.2, 6.4):
            glazing(mesh, x0, 1.0, x0 + 1.2, 4.8, 0.4, 1, 3, "anthracite", 0.05)
    with mesh.at(x - half, y + half, yaw=-pi / 2):
        wall(mesh, side, h, [], "concrete")
    with mesh.at(x + half, y + half, yaw=pi):
        wall(mesh, side, h, [], "concrete")
    with mesh.at(x, y, h):
        mesh.quad((-half, -half, 0), (half, -half, 0), (half, half, 0), (-half, half, 0), "gravel")
        for cx, cy, sx, sy in ((0, -half + 0.15, side, 0.3), (0, half - 0.15, side, 0.3),
                               (-half + 0.15, 0, 0.3, side - 0.6), (half - 0.15, 0, 0.3, side - 0.6)):
            mesh.box((cx, cy, 0.2), (sx, sy, 0.4), "concrete", skip="b")


def _hall(mesh, glass):
    x0, x1, y0, y1 = HALL
    width, mid = x1 - x0, (y0 + y1) / 2
    bays = 8
    mesh.quad((x0, y0, 0.04), (x1, y0, 0.04), (x1, y1, 0.04), (x0, y1, 0.04), "concrete_pale")
    for k in range(bays + 1):
        x = x0 + 0.4 + (width - 0.8) * k / bays
        for y in (y0 + 0.1, y1 - 0.3):
            mesh.box((x, y, EAVES / 2), (0.24, 0.5, EAVES), "glulam")
        mesh.beam((x, y0 - 1.1, EAVES - 0.22), (x, mid, RIDGE - 0.2), 0.24, 0.62, "glulam")
        mesh.beam((x, y1 + 0.4, EAVES + 0.02), (x, mid, RIDGE - 0.2), 0.24, 0.62, "glulam")
        mesh.beam((x, y0 + 0.2, 3.9), (x, y0 + 2.6, EAVES + 0.35), 0.2, 0.26, "glulam")
        mesh.beam((x, y1 - 0.3, 3.9), (x, y1 - 2.6, EAVES + 0.45), 0.2, 0.26, "glulam")
    for t in (0.12, 0.36, 0.6, 0.84):
        z = EAVES + (RIDGE - EAVES) * t + 0.15
        for y in (y0 + (mid - y0) * t, y1 - (y1 - mid) * t):
            mesh.box(((x0 + x1) / 2, y, z), (width, 0.14, 0.22), "glulam", cell=6)
    # roof: timber soffit below, standing-seam zinc above
    for (ya, za), (yb, zb) in (((y0 - 1.3, EAVES + 0.12), (mid, RIDGE + 0.28)), ((mid, RIDGE + 0.28), (y1 + 0.7, EAVES + 0.35))):
        mesh.quad((x0 - 0.5, ya, za + 0.16), (x1 + 0.2, ya, za + 0.16), (x1 + 0.2, yb, zb + 0.16), (x0 - 0.5, yb, zb + 0.16), "zinc")
        mesh.quad((x0 - 0.5, yb, zb), (x1 + 0.2, yb, zb), (x1 + 0.2, ya, za), (x0 - 0.5, ya, za), "larch")
    mesh.quad((x0 - 0.5, y0 - 1.3, EAVES + 0.12), (x1 + 0.2, y0 - 1.3, EAVES + 0.12),
              (x1 + 0.2, y0 - 1.3, EAVES + 0.28), (x0 - 0.5, y0 - 1.3, EAVES + 0.28), "anthracite")
    # the south front: timber mullions, clear glass, a concrete plinth
    front = y0 + 0.36
    with mesh.at(x0 + 0.4, front):
        wall(mesh, width - 0.8, 0.5, [], "concrete")
        mesh.quad((0, 0, 0.5), (width - 0.8, 0, 0.5), (width - 0.8, 0.3, 0.5), (0, 0.3, 0.5), "concrete")
        step = (width - 0.8) / (bays * 3)
        for k in range(bays * 3 + 1):
            mesh.box((k * step, 0.05, 3.45), (0.09, 0.2, 5.9), "glulam", skip="tb", cell=6)
        for z in (2.6, 4.6, 6.3):
            mesh.box(((width - 0.8) / 2, 0.04, z), (width - 0.8, 0.12, 0.1), "glulam", skip="xX", cell=8)
    glass.quad((x0 + 0.4, front + 0.04, 0.5), (x1 - 0.4, front + 0.04, 0.5), (x1 - 0.4, front + 0.04, 6.3),
               (x0 + 0.4, front + 0.04, 6.3), "glass", cell=60)
    # back and gable walls: larch boards outside, pale inside
    with mesh.at(x1 - 0.2, y1 - 0.05, yaw=pi):
        wall(mesh, width - 0.4, EAVES + 0.3, [], "larch")
    mesh.quad((x0 + 0.2, y1 - 0.4, 0), (x1 - 0.2, y1 - 0.4, 0), (x1 - 0.2, y1 - 0.4, EAVES), (x0 + 0.2, y1 - 0.4, EAVES), "glulam")
    for x, sign in ((x0, -1), (x1 - 0.1, 1)):
        outline = [(y0 + 0.2, 0), (y1, 0), (y1, EAVES + 0.4), (mid, RIDGE + 0.2), (y0 + 0.2, EAVES + 0.5)]
        face = [(x, y, z) for y, z in outline]
        mesh.face(face if sign > 0 else face[::-1], "larch")
        inner = [(x - sign * 0.25, y, z) for y, z in outline]
        mesh.face(inner[::-1] if sign > 0 else inner, "glulam")
    # what people work on: timber frames and trestles inside
    for k in range(5):
        x = x0 + 4.5 + k * 5.4
        mesh.box((x, mid - 1, 0.82), (2.6, 1.1, 0.08), "larch")
        for sx in (-1.1, 1.1):
            for sy in (-0.4, 0.4):
                mesh.box((x + sx, mid - 1 + sy, 0.41), (0.08, 0.08, 0.78), "larch")
        for s in range(4):
            mesh.box((x - 0.9 + s * 0.6, mid + 3.4, 1.6), (0.12, 0.16, 3.1), "glulam")
        mesh.box((x, mid + 3.4, 3.2), (2.2, 0.16, 0.12), "glulam")
        mesh.box((x, mid + 3.4, 0.1), (2.2, 0.16, 0.12), "glulam")
        for s in range(3):
            mesh.box((x + 1.9, y0 + 3 + s * 0.02, 0.2 + s * 0.24), (0.5, 3.4, 0.2), "glulam")


def build():
    """The building, its clear glass and its colliders (x, y, size x, size y, height)."""
    mesh, glass = Mesh(), Mesh()
    _cube(mesh)
    _drum(mesh)
    _hall(mesh, glass)
    x, y, side, h = CUBE
    x0, x1, y0, y1 = HALL
    # link between hall and cube
    mesh.box((-19.5, 38.5, 1.75), (2.4, 5.0, 3.5), "larch", skip="b")
    boxes = [(x, y, side, side, 18.0), ((x0 + x1) / 2, (y0 + y1) / 2 + 0.1, x1 - x0, y1 - y0 - 0.3, 9.0),
             (-19.5, 38.5, 2.4, 5.0, 3.5), (x - 6.5 + 7.0, y - 6.5 - 1.95, 0.16, 0.16, 3.3),
             (x - 6.5 + 11.8, y - 6.5 - 1.95, 0.16, 0.16, 3.3)]
    return mesh, glass, boxes
