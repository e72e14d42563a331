"""Ids the software relies on: spawns, points of interest, the round, colliders."""

from math import cos, pi, radians, sin

from mathutils import Matrix, Vector

from kit.marks import box, collider, empty, facing, mark
from kit.mesh import Mesh
from . import droit, ground, plan, trees, workbench


def places():
    for k, (x, y) in enumerate(plan.SPAWNS):
        empty(f"spawn.forecourt.{k + 1}", "spawn", x, y, 0.0, facing(x, y, -4.0, 30.0))
    for name, (x, y, tx, ty) in plan.POIS.items():
        empty(name, "poi", x, y, plan.EYE_M, facing(x, y, tx, ty))
    for name, place in plan.ZONES.items():
        empty(name, "zone", *place, 0.0)
    count = len(plan.PATH)
    for k, (x, y) in enumerate(plan.PATH):
        nx, ny = plan.PATH[(k + 1) % count]
        empty(f"path.round.{k + 1}", "path", x, y, 0.0, facing(x, y, nx, ny))


def _slab(name, corners, drop=0.5):
    """A closed solid under a planar quad."""
    mesh = Mesh(cell=1e6)
    low = [(x, y, z - drop) for x, y, z in corners]
    mesh.face(corners, "")
    mesh.face(low[::-1], "")
    for k in range(4):
        j = (k + 1) % 4
        mesh.face([low[k], low[j], corners[j], corners[k]], "")
    collider(name, mesh)


def props(pieces):
    """The workbench's props where they lie, its rack's places, and what one bumps into."""
    bx, by, turn = plan.WORKBENCH
    frame = Matrix.Translation((bx, by, 0)) @ Matrix.Rotation(radians(turn), 4, "Z")
    for name, (_, x, y, yaw) in workbench.PROPS.items():
        mesh, lowest = pieces[name]
        node = mesh.build(name, mark(name, "prop"))
        node.location = frame @ Vector((x, y, workbench.TOP - lowest))
        node.rotation_euler = (0, 0, radians(turn + yaw))
    for k, place in enumerate(workbench.slots()):
        x, y, z = frame @ Vector(place)
        empty(f"socket.rack.{k + 1}", "socket", x, y, z, -turn)
    for name, boxes in workbench.obstacles().items():
        mesh = Mesh(cell=1e6)
        with mesh.at(bx, by, yaw=radians(turn)):
            for x, y, z, *size in boxes:
                mesh.box((x, y, z), size, "")
        collider(f"collider.{name}", mesh)


def colliders(buildings, furniture):
    """Everything one cannot walk through. Boxes are (x, y, size x, size y, height[, yaw])."""
    ex, ey = plan.EDGE_X + 2, plan.EDGE_Y + 2
    _slab("collider.ground", [(-ex, -ey, 0), (ex, -ey, 0), (ex, ey, 0), (-ex, ey, 0)], 1.0)
    for side, x, y, sx, sy in (("north", 0, plan.EDGE_Y - 1, 2 * ex, 1), ("south", 0, -plan.EDGE_Y + 1, 2 * ex, 1),
                               ("east", plan.EDGE_X - 1, 0, 1, 2 * ey), ("west", -plan.EDGE_X + 1, 0, 1, 2 * ey)):
        box(f"collider.edge.{side}", x, y, sx, sy, 4.0)
    for name, boxes in buildings.items():
        for k, (x, y, sx, sy, height) in enumerate(boxes):
            box(f"collider.{name}.{k + 1}", x, y, sx, sy, height)
    for k, (x, y, sx, sy, height, yaw) in enumerate(furniture):
        box(f"collider.furniture.{k + 1}", x, y, sx, sy, height, yaw)
    for k, (x0, y0, x1, y1) in enumerate(plan.LAWNS):
        mesh = Mesh(cell=1e6)      # a low frustum: one walks onto the lawn over a sloped kerb
        a, b = 0.45, 0.3
        low = [(x0 - a, y0 - a), (x1 + a, y0 - a), (x1 + a, y1 + a), (x0 - a, y1 + a)]
        high = [(x0 + b, y0 + b), (x1 - b, y0 + b), (x1 - b, y1 - b), (x0 + b, y1 - b)]
        mesh.face([(x, y, 0.24) for x, y in high], "")
        mesh.face([(x, y, -0.1) for x, y in low[::-1]], "")
        for i in range(4):
            j = (i + 1) % 4
            mesh.face([(*low[i], -0.1), (*low[j], -0.1), (*high[j], 0.24), (*high[i], 0.24)], "")
        collider(f"collider.lawn.{k + 1}", mesh)
    for k, (x, y, sx, sy) in enumerate(ground.seats()):
        box(f"collider.seat.{k + 1}", x, y, sx, sy, 0.51)
    for k, (species, x, y, factor, _) in enumerate(plan.TREES):
        mesh = Mesh(cell=1e6)
        r = trees.TRUNK_M[species.split(".")[0]] * factor
        mesh.prism([(x + r * cos(a * pi / 4), y + r * sin(a * pi / 4)) for a in range(8)], 0, 3.5, "", bottom=True)
        collider(f"collider.tree.{k + 1}", mesh)
    (x0, x1, y0, y1, z), (r0, r1, ry0, ry1) = droit.porch_floor()
    box("collider.droit.porch", (x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0, z)
    _slab("collider.droit.ramp", [(r0, ry0, z), (r1, ry0, 0.0), (r1, ry1, 0.0), (r0, ry1, z)], 1.0)
