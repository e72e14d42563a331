"""The room: timber frame, boarded walls, a glazed south side, tables, shelves; and the land outside."""

from math import pi

from kit import noise
from kit.facade import glazing, wall
from kit.mesh import Mesh
from . import plan

SILL, HEAD = 0.75, 2.95


def _frame(mesh):
    x0, x1, y0, y1, top = plan.ROOM
    mesh.quad((x0, y0, 0), (x1, y0, 0), (x1, y1, 0), (x0, y1, 0), "concrete_pale", cell=0.6)
    mesh.quad((x0, y1, top), (x1, y1, top), (x1, y0, top), (x0, y0, top), "larch", cell=0.9)
    for k in range(7):
        x = x0 + 0.3 + k * (x1 - x0 - 0.6) / 6
        mesh.box((x, 0, top - 0.18), (0.14, y1 - y0, 0.36), "glulam", cell=0.8)
    for y in (-1.2, 1.2):
        mesh.box((0, y, top - 0.42), (x1 - x0, 0.12, 0.12), "glulam", cell=0.8)


def _walls(mesh, glass):
    x0, x1, y0, y1, top = plan.ROOM
    with mesh.at(x0, y1):      # north, seen from inside
        wall(mesh, x1 - x0, top, [], "glulam")
    with mesh.at(x0, y0, yaw=pi / 2):      # west
        wall(mesh, y1 - y0, top, [], "render")
    with mesh.at(x1, y1, yaw=-pi / 2):      # east, with a sliding door
        wall(mesh, y1 - y0, top, [], "render")
    mesh.box((x1 - 0.05, -1.2, 1.25), (0.07, 2.2, 2.5), "larch", cell=0.7)
    for y in (-2.1, -0.3):
        mesh.box((x1 - 0.1, y, 1.25), (0.03, 0.12, 2.5), "glulam")
    mesh.box((x1 - 0.1, -1.2, 2.58), (0.08, 4.2, 0.08), "steel")
    mesh.box((x1 - 0.11, -2.0, 1.1), (0.03, 0.03, 0.4), "anthracite")
    # south: posts, a concrete sill, clear glass between
    openings = [(0.1 + k * 2.04, SILL, 0.1 + k * 2.04 + 2.04, HEAD) for k in range(5)]
    with mesh.at(x1, y0, yaw=pi):
        wall(mesh, x1 - x0, top, openings, "render", depth=-0.24, reveal="glulam")
        for k in range(6):
            mesh.box((0.1 + k * 2.04, 0.05, (SILL + HEAD) / 2), (0.12, 0.26, HEAD - SILL), "glulam")
        for k in range(5):
            mesh.box((0.1 + k * 2.04 + 1.02, 0.0, (SILL + HEAD) / 2), (0.06, 0.1, HEAD - SILL), "glulam")
        mesh.box(((x1 - x0) / 2, -0.06, SILL), (x1 - x0, 0.36, 0.05), "worktop")
    glass.quad((x0, y0 - 0.02, SILL), (x1, y0 - 0.02, SILL), (x1, y0 - 0.02, HEAD), (x0, y0 - 0.02, HEAD), "glass", cell=60)
    # skirting, a rail for lamps
    for y in (y1 - 0.012,):
        mesh.box((0, y, 0.06), (x1 - x0, 0.024, 0.12), "anthracite", cell=0.8)
    for x in (x0 + 0.012, x1 - 0.012):
        mesh.box((x, 0, 0.06), (0.024, y1 - y0, 0.12), "anthracite", cell=0.8)
    for y in (-0.1, 2.1):
        for x in (-3.2, 0.0, 3.2):
            mesh.box((x, y, 2.86), (1.5, 0.14, 0.06), "white")
            mesh.box((x, y, 2.825), (1.44, 0.1, 0.012), "lamp_glass")
            for s in (-0.6, 0.6):
                mesh.box((x + s, y, 3.1), (0.012, 0.012, 0.46), "anthracite")


def _shell(mesh):
    """What the sun meets from outside: without it, light would fall through the walls."""
    x0, x1, y0, y1, top = plan.ROOM
    mesh.box((0, 0, top + 0.2), (x1 - x0 + 1.4, y1 - y0 + 1.2, 0.24), "zinc")
    mesh.box((0, y1 + 0.14, top / 2), (x1 - x0 + 0.5, 0.2, top), "larch")
    for x in (x0 - 0.14, x1 + 0.14):
        mesh.box((x, 0, top / 2), (0.2, y1 - y0 + 0.4, top), "larch")
    mesh.box((0, y0 - 0.16, SILL / 2 - 0.03), (x1 - x0 + 0.4, 0.2, SILL - 0.06), "larch")
    mesh.box((0, y0 - 0.16, (HEAD + top) / 2), (x1 - x0 + 0.4, 0.2, top - HEAD), "larch")


def table(mesh, x, y, sx, sy):
    """A heavy table with its long side along x."""
    top = plan.TOP_M
    mesh.box((x, y, top - 0.03), (sx, sy, 0.06), "worktop", bevel=0.006)
    for a in (-1, 1):
        for b in (-1, 1):
            mesh.box((x + a * (sx / 2 - 0.1), y + b * (sy / 2 - 0.09), (top - 0.06) / 2), (0.09, 0.09, top - 0.06), "glulam", bevel=0.006)
    for b in (-1, 1):
        mesh.box((x, y + b * (sy / 2 - 0.09), top - 0.12), (sx - 0.29, 0.04, 0.12), "glulam")
    mesh.box((x, y, 0.22), (sx - 0.2, sy - 0.2, 0.03), "larch")


def _rack(mesh):
    """Two combs on the wall carry the beams."""
    x, y, z0, step = plan.RACK
    for comb in plan.COMBS_M:
        mesh.box((x + comb, y + 0.14, z0 + 2.5 * step), (0.07, 0.05, 6 * step + 0.12), "worktop", bevel=0.006)
        mesh.box((x + comb, y + 0.28, z0 + 2.5 * step), (0.05, 0.24, 0.08), "worktop")
        for _, cy, z in rack_places():
            mesh.box((x + comb, cy + 0.035, z - 0.045), (0.05, 0.17, 0.03), "worktop", bevel=0.005)
            mesh.box((x + comb, cy - 0.046, z - 0.025), (0.05, 0.016, 0.05), "worktop", bevel=0.004)


def rack_places():
    """Where the middles of the beams 1…6 lie: (x, y, z), number 1 on top."""
    x, y, z0, step = plan.RACK
    return [(x, y, z0 + (5 - k) * step) for k in range(6)]


def rack_boxes():
    """Boxes (x, y, z of the middle, sizes) of what carries the beams."""
    x, y, z0, step = plan.RACK
    found = []
    for comb in plan.COMBS_M:
        found.append((x + comb, y + 0.14, z0 + 2.5 * step, 0.07, 0.05, 6 * step + 0.12))
        for _, cy, z in rack_places():
            found += [(x + comb, cy + 0.035, z - 0.045, 0.05, 0.17, 0.03), (x + comb, cy - 0.046, z - 0.025, 0.05, 0.016, 0.05)]
    return found


def _clutter(mesh):
    """What lies about in a workshop, out of the way."""
    random = noise.rng(911)
    x0, x1, y0, y1, _ = plan.ROOM
    for k in range(9):      # boards leaning in the south-west corner
        mesh.beam((x0 + 0.35 + 0.11 * k, y0 + 0.62, 0.0), (x0 + 0.22 + 0.11 * k, y0 + 0.14, random.uniform(1.5, 2.3)), 0.09, 0.03,
                  ("larch", "glulam", "worktop")[k % 3])
    for row in range(4):      # a stack of timber under the windows
        for k in range(4):
            mesh.box((3.6 + 0.02 * random.uniform(-1, 1), y0 + 0.5 + k * 0.15, 0.1 + row * 0.1), (2.0 + 0.2 * random.uniform(-1, 1), 0.12, 0.075),
                     ("glulam", "larch")[(row + k) % 2], bevel=0.004)
    for x in (2.8, 4.4):
        mesh.box((x, y0 + 0.72, 0.03), (0.08, 0.7, 0.06), "larch")
    # shelves with samples over the table
    for z in (1.62, 2.02):
        mesh.box((3.1, y1 - 0.14, z), (2.8, 0.26, 0.03), "worktop")
        for x in (1.9, 3.1, 4.3):
            mesh.box((x, y1 - 0.12, z - 0.09), (0.03, 0.2, 0.16), "glulam")
        x = 1.85
        while x < 4.3:
            w, h = random.uniform(0.06, 0.2), random.uniform(0.06, 0.22)
            mesh.box((x + w / 2, y1 - 0.15, z + 0.015 + h / 2), (w, random.uniform(0.08, 0.18), h),
                     ("larch", "worktop", "glulam", "door_oak")[random.integers(4)], bevel=0.004)
            x += w + random.uniform(0.03, 0.16)
    with mesh.at(0.0, y1 - 0.002, 2.3):
        mesh.text("FLEXION TROIS POINTS", 0.26, "ul_black", 0.012)


def build():
    """The room with its furniture, its glass, and its boxes (x, y, z of the middle, sizes) to bump into."""
    mesh, glass, shell = Mesh(cell=0.9), Mesh(), Mesh(cell=9)
    _frame(mesh)
    _walls(mesh, glass)
    _shell(shell)
    table(mesh, *plan.TABLE)
    table(mesh, *plan.TAP_TABLE)
    _rack(mesh)
    _clutter(mesh)
    x0, x1, y0, y1, top = plan.ROOM
    boxes = {"wall.north": [(0, y1 + 0.25, top / 2, x1 - x0 + 1, 0.5, top)], "wall.south": [(0, y0 - 0.25, top / 2, x1 - x0 + 1, 0.5, top)],
             "wall.west": [(x0 - 0.25, 0, top / 2, 0.5, y1 - y0, top)], "wall.east": [(x1 + 0.25 - 0.1, 0, top / 2, 0.5, y1 - y0, top)],
             "rack": rack_boxes(), "stack": [(3.6, y0 + 0.72, 0.22, 2.2, 0.64, 0.44)], "boards": [(x0 + 0.85, y0 + 0.4, 1.0, 1.2, 0.6, 2.0)]}
    for name, (x, y, sx, sy) in (("table", plan.TABLE), ("tap", plan.TAP_TABLE)):
        boxes[name] = [(x, y, plan.TOP_M / 2, sx, sy, plan.TOP_M)]
    return mesh, glass, shell, boxes


def outside():
    """Level ground to the foot of the forest."""
    mesh = Mesh(cell=30)
    mesh.quad((-132, -132, -0.12), (132, -132, -0.12), (132, 132, -0.12), (-132, 132, -0.12), "meadow")
    return mesh
