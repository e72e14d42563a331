"""Ground surfaces, kerbed lawns, the inlaid Pléiades and the meadow beyond the edge."""

from math import cos, pi, sin

from kit import noise
from kit.facade import disc
from kit.mesh import Mesh
from . import plan

# The seven stars of the inlay, x and y in metres, and their radius.
STARS = [(-2.6, -0.4, 0.2), (-1.2, 1.3, 0.16), (-0.6, -1.1, 0.24), (0.4, 0.2, 0.34),
         (1.0, 1.6, 0.16), (1.7, -0.9, 0.2), (2.9, 0.5, 0.22)]
LINES = [(0, 2), (2, 3), (1, 3), (3, 4), (3, 5), (5, 6)]


def surfaces():
    """One mesh, cut where surfaces meet, so that nothing overlaps."""
    mesh = Mesh(cell=1.6)
    xs = sorted({v for r in plan.GROUND for v in (r[0], r[2])})
    ys = sorted({v for r in plan.GROUND for v in (r[1], r[3])})
    for x0, x1 in zip(xs, xs[1:]):
        for y0, y1 in zip(ys, ys[1:]):
            cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
            over = [r for r in plan.GROUND if r[0] < cx < r[2] and r[1] < cy < r[3]]
            if not over:
                continue
            mesh.quad((x0, y0, 0), (x1, y0, 0), (x1, y1, 0), (x0, y1, 0), over[-1][4])
    return mesh


def inlay():
    """A dark round of setts with seven brass stars joined by fine brass lines."""
    mesh = Mesh()
    mesh.prism(disc(4.6, 64), 0.0, 0.008, "setts", side=False)
    ring = disc(4.6, 64), disc(4.75, 64)
    for k in range(64):
        j = (k + 1) % 64
        (a, b), (c, d) = (ring[0][k], ring[0][j]), (ring[1][j], ring[1][k])
        mesh.face([(*a, 0.012), (*d, 0.012), (*c, 0.012), (*b, 0.012)], "brass")
    for x, y, r in STARS:
        with mesh.at(x, y, 0):
            mesh.prism(disc(r, 20), 0.0, 0.02, "brass")
    for i, j in LINES:
        (ax, ay, _), (bx, by, _) = STARS[i], STARS[j]
        mesh.beam((ax, ay, 0.006), (bx, by, 0.006), 0.035, 0.016, "brass")
    return mesh


def lawns():
    """Lawns a hand above the paving, edged in pale concrete, a timber seat on one side."""
    mesh = Mesh()
    for x0, y0, x1, y1 in plan.LAWNS:
        random = noise.rng(int(500 + x0))
        nx, ny = 7, 13

        def height(i, j):
            rim = min(i, nx - i, j, ny - j) / 2.5
            return 0.16 + 0.16 * min(1.0, rim) + (random.uniform(-0.01, 0.02) if rim else 0)

        grid = {(i, j): (x0 + (x1 - x0) * i / nx, y0 + (y1 - y0) * j / ny, height(i, j))
                for i in range(nx + 1) for j in range(ny + 1)}
        for i in range(nx):
            for j in range(ny):
                mesh.face([grid[i, j], grid[i + 1, j], grid[i + 1, j + 1], grid[i, j + 1]], "grass", smooth=True)
        cx, cy, w, d = (x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0
        for y in (y0, y1):
            mesh.box((cx, y, 0.1), (w + 0.4, 0.4, 0.2), "concrete_pale", skip="b", bevel=0.02)
        for x in (x0, x1):
            mesh.box((x, cy, 0.1), (0.4, d - 0.4, 0.2), "concrete_pale", skip="b", bevel=0.02)
        inner = x1 if x0 < 0 else x0
        for k in range(3):
            y = cy + (k - 1) * 8.0
            mesh.box((inner, y, 0.24), (0.56, 5.0, 0.44), "concrete_pale", bevel=0.03)
            for s in range(5):
                mesh.box((inner - 0.24 + s * 0.12, y, 0.485), (0.1, 4.9, 0.05), "larch", bevel=0.01)
    return mesh


def seats():
    """Boxes of the lawn-side seats: centre x, y, size x, y (for the colliders)."""
    found = []
    for x0, y0, x1, y1 in plan.LAWNS:
        inner = x1 if x0 < 0 else x0
        found += [(inner, (y0 + y1) / 2 + (k - 1) * 8.0, 0.56, 5.0) for k in range(3)]
    return found


def meadow():
    """Grass from the edge of the walkable world to the foot of the forest."""
    mesh = Mesh()
    count = 64
    radii = [0, 14, 32, 55, 85]
    rows = []
    for far in radii:
        row = []
        for k in range(count):
            a = 2 * pi * k / count
            c, s = cos(a), sin(a)
            edge = min(plan.EDGE_X / max(abs(c), 1e-6), plan.EDGE_Y / max(abs(s), 1e-6))
            r = edge + far * (1 + 0.15 * sin(3 * a + 1))
            z = (far / 85) ** 1.6 * (5.0 + 2.5 * sin(2 * a + 0.5)) + (0 if far == 0 else 0.4 * sin(7 * a + far))
            row.append((r * c, r * s, z - 0.02 if far == 0 else z))
        rows.append(row)
    corners = [(plan.EDGE_X * sx, plan.EDGE_Y * sy, -0.02) for sx, sy in ((1, 1), (-1, 1), (-1, -1), (1, -1))]
    for low, high in zip(rows, rows[1:]):
        for k in range(count):
            j = (k + 1) % count
            mesh.face([low[k], high[k], high[j], low[j]], "meadow", smooth=True)
    for x, y, z in corners:  # the ring cuts the rectangle's corners: fill behind them
        mesh.face([(x - 12, y - 12, z - 0.03), (x + 12, y - 12, z - 0.03), (x + 12, y + 12, z - 0.03),
                   (x - 12, y + 12, z - 0.03)], "meadow")
    return mesh


def hedges():
    """A clipped hedge along the edge of the world, open at the arrival path: boxes (x, y, sx, sy)."""
    ex, ey = plan.EDGE_X - 0.6, plan.EDGE_Y - 0.6
    return [(0, ey, 2 * ex, 0.9), (-ex, 0, 0.9, 2 * ey), (ex, 0, 0.9, 2 * ey),
            (-(ex + 5.5) / 2, -ey, ex - 5.5, 0.9), ((ex + 5.5) / 2, -ey, ex - 5.5, 0.9)]


def hedge_mesh():
    mesh = Mesh(cell=6)
    for x, y, sx, sy in hedges():
        mesh.box((x, y, 0.62), (sx, sy, 1.24), "hedge", skip="b")
    return mesh
