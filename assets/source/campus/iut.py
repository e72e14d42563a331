"""IUT Hubert-Curien: ribbon windows, coloured panels, a saw-tooth workshop.

An evocation, not a survey. The front faces south."""

from math import pi

from kit import noise
from kit.facade import glazing, wall
from kit.mesh import Mesh

X0, Y0, WIDTH, DEPTH, TOP = 9.0, 33.0, 20.0, 13.0, 11.2
SHOP_X, SHOP_W, SHOP_D, SHOP_TOP = 29.0, 19.0, 12.0, 4.6
STOREYS = (0.0, 3.7, 7.2)
COLOURS = ["panel_white", "panel_white", "panel_grey", "panel_teal", "panel_orange", "panel_red", "panel_white"]


def _panelled(mesh, width, seed, entrance=None):
    """A curtain of panels between ribbon windows, with fins; openings are real recesses."""
    random = noise.rng(seed)
    ribbons = [(0.6, z + 1.05, width - 0.6, z + 2.75) for z in STOREYS[1:]]
    ground = (0.8, 0.35, width - 0.8, 2.9)
    openings = ribbons + [ground]
    wall(mesh, width, TOP, openings, "panel_grey", depth=0.3, reveal="anthracite")
    glazing(mesh, *ground, 0.24, round(width / 1.4), 2, "anthracite", 0.06)
    for r in ribbons:
        glazing(mesh, *r, 0.24, round(width / 1.2), 1, "anthracite", 0.06)
    bands = [(3.05, STOREYS[1] + 0.98), (STOREYS[1] + 2.82, STOREYS[2] + 0.98), (STOREYS[2] + 2.82, TOP - 0.05)]
    for z0, z1 in bands:
        x = 0.05
        while x < width - 0.1:
            w = min(random.choice([0.6, 0.9, 1.2, 1.2]), width - 0.05 - x)
            name = COLOURS[random.integers(len(COLOURS))]
            mesh.box((x + w / 2, -0.03, (z0 + z1) / 2), (w - 0.03, 0.08, z1 - z0 - 0.03), name, skip="Y", cell=9)
            x += w
    for r in ribbons:
        x = 1.2
        while x < width - 0.8:
            if random.random() < 0.55:
                name = COLOURS[random.integers(3, 6)]
                mesh.box((x, -0.16, (r[1] + r[3]) / 2), (0.06, 0.42, 1.9), name)
            x += 1.2
    mesh.box((width / 2, -0.02, 0.17), (width, 0.08, 0.34), "concrete", skip="bY")
    mesh.box((width / 2, -0.04, TOP + 0.06), (width + 0.16, 0.16, 0.18), "anthracite", skip="Y")


def _workshop(mesh):
    """Low hall, four teeth glazed to the north, roller doors to the south. Frame: front, x right."""
    doors = [(2.0, 0.05, 5.6, 3.4), (7.4, 0.05, 11.0, 3.4), (13.4, 0.9, 17.6, 3.2)]
    wall(mesh, SHOP_W, SHOP_TOP, doors, "zinc", depth=0.3, reveal="anthracite")
    for x0, z0, x1, z1 in doors[:2]:
        for row in range(9):
            z = z0 + (z1 - z0) * (row + 0.5) / 9
            name = "glass_dark" if row == 5 else "panel_teal"
            mesh.box(((x0 + x1) / 2, 0.24, z), (x1 - x0, 0.06, (z1 - z0) / 9 - 0.03), name, skip="Y", cell=9)
    glazing(mesh, *doors[2], 0.25, 4, 2, "anthracite", 0.06)
    mesh.box((SHOP_W / 2, -0.03, 0.2), (SHOP_W, 0.08, 0.4), "concrete", skip="bY")
    teeth = 5
    run = SHOP_W / teeth
    z0, z1 = SHOP_TOP, SHOP_TOP + 2.3
    d = SHOP_D
    for k in range(teeth):  # the profile is seen from the forecourt: glass upright, zinc slope
        x0, x1 = k * run, (k + 1) * run
        mesh.face([(x0, 0, z0), (x1, 0, z0), (x0 + 0.12, 0, z1)], "zinc")
        mesh.face([(x1, d, z0), (x0, d, z0), (x0 + 0.12, d, z1)], "zinc")
        mesh.quad((x0 + 0.12, -0.25, z1), (x1 + 0.05, -0.25, z0 - 0.02), (x1 + 0.05, d + 0.1, z0 - 0.02), (x0 + 0.12, d + 0.1, z1), "zinc")
        mesh.quad((x0 + 0.02, d, z0), (x0 + 0.02, 0, z0), (x0 + 0.1, 0, z1), (x0 + 0.1, d, z1), "glass_dark")
        mesh.box((x0 + 0.1, d / 2 - 0.1, z1 + 0.03), (0.22, d + 0.4, 0.12), "anthracite")
        mesh.beam((x0 + 0.1, -0.2, z1 + 0.02), (x1 + 0.05, -0.2, z0 + 0.0), 0.12, 0.16, "anthracite")
    mesh.box((SHOP_W / 2, -0.06, SHOP_TOP - 0.08), (SHOP_W, 0.14, 0.2), "panel_orange", skip="Y")


def _entrance(mesh):
    """A bright portal stepping out of the front, with the name above."""
    x, w, h, d = 13.0, 4.4, 3.5, 2.4
    for s in (-1, 1):
        mesh.box((x + s * (w / 2), -d / 2, h / 2), (0.22, d, h), "panel_orange", skip="b")
    mesh.box((x, -d / 2, h + 0.12), (w + 0.22, d, 0.26), "panel_orange")
    mesh.quad((x - w / 2, -0.08, 0.0), (x + w / 2, -0.08, 0.0), (x + w / 2, -0.08, h), (x - w / 2, -0.08, h), "glass_dark")
    glazing(mesh, x - w / 2 + 0.11, 0, x + w / 2 - 0.11, h, -0.09, 4, 1, "anthracite", 0.09)
    with mesh.at(x, -d - 0.02, h + 0.42):
        mesh.text("IUT HUBERT-CURIEN", 0.62, "ul_black", 0.06)
        mesh.box((0, 0.1, 0.22), (7.6, 0.14, 1.0), "panel_white", bevel=0.02)


def build():
    """The building and its colliders (x, y, size x, size y, height)."""
    mesh = Mesh(cell=2.8)
    with mesh.at(X0, Y0):
        _panelled(mesh, WIDTH, 401)
        _entrance(mesh)
    with mesh.at(X0 + WIDTH, Y0, yaw=pi / 2):
        _panelled(mesh, DEPTH, 402)
    with mesh.at(X0, Y0 + DEPTH, yaw=-pi / 2):
        _panelled(mesh, DEPTH, 403)
    with mesh.at(X0 + WIDTH, Y0 + DEPTH, yaw=pi):
        wall(mesh, WIDTH, TOP, [], "panel_grey")
    mesh.quad((X0, Y0, TOP), (X0 + WIDTH, Y0, TOP), (X0 + WIDTH, Y0 + DEPTH, TOP), (X0, Y0 + DEPTH, TOP), "gravel")
    mesh.box((X0 + 6, Y0 + 7, TOP + 0.9), (6.5, 4.5, 1.8), "panel_grey", skip="b")
    for k in range(6):
        for j in range(2):
            with mesh.at(X0 + 11.5 + k * 1.3, Y0 + 3.5 + j * 3.2, TOP + 0.5):
                mesh.quad((-0.55, -0.7, 0), (0.55, -0.7, 0), (0.55, 0.7, 0.8), (-0.55, 0.7, 0.8), "glass_dark")
    with mesh.at(SHOP_X, Y0 + 1.0):
        _workshop(mesh)
    with mesh.at(SHOP_X + SHOP_W, Y0 + 1.0, yaw=pi / 2):
        wall(mesh, SHOP_D, SHOP_TOP, [(1.5, 1.0, SHOP_D - 1.5, 2.6)], "zinc", depth=0.2, reveal="anthracite")
        glazing(mesh, 1.5, 1.0, SHOP_D - 1.5, 2.6, 0.16, 7, 1, "anthracite", 0.06)
    with mesh.at(SHOP_X + SHOP_W, Y0 + 1.0 + SHOP_D, yaw=pi):
        wall(mesh, SHOP_W, SHOP_TOP, [], "zinc")
    boxes = [(X0 + WIDTH / 2, Y0 + DEPTH / 2, WIDTH, DEPTH, TOP),
             (SHOP_X + SHOP_W / 2, Y0 + 1 + SHOP_D / 2, SHOP_W, SHOP_D, 7.0),
             (X0 + 13.0 - 2.2, Y0 - 1.2, 0.24, 2.4, 3.5), (X0 + 13.0 + 2.2, Y0 - 1.2, 0.24, 2.4, 3.5)]
    return mesh, boxes
