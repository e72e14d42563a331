"""Walls with openings: reveals, frames, mullions, sills. Frame: x right, z up, outside is -y."""

from math import cos, pi, sin


def wall(mesh, width, height, openings, name, depth=0.22, reveal=None, base=0.0):
    """A wall on the xz plane with rectangular holes (x0, z0, x1, z1) and their reveals."""
    holes = [o[:4] for o in openings]
    xs = sorted({0.0, width, *[h[0] for h in holes], *[h[2] for h in holes]})
    zs = sorted({base, height, *[h[1] for h in holes], *[h[3] for h in holes]})
    for x0, x1 in zip(xs, xs[1:]):
        for z0, z1 in zip(zs, zs[1:]):
            cx, cz = (x0 + x1) / 2, (z0 + z1) / 2
            if any(h[0] < cx < h[2] and h[1] < cz < h[3] for h in holes):
                continue
            mesh.quad((x0, 0, z0), (x1, 0, z0), (x1, 0, z1), (x0, 0, z1), name)
    skin = reveal or name
    for x0, z0, x1, z1 in holes:
        d = depth
        mesh.quad((x0, 0, z0), (x1, 0, z0), (x1, d, z0), (x0, d, z0), skin)
        mesh.quad((x0, d, z1), (x1, d, z1), (x1, 0, z1), (x0, 0, z1), skin)
        mesh.quad((x0, 0, z0), (x0, d, z0), (x0, d, z1), (x0, 0, z1), skin)
        mesh.quad((x1, d, z0), (x1, 0, z0), (x1, 0, z1), (x1, d, z1), skin)


def glazing(mesh, x0, z0, x1, z1, y, columns=2, rows=2, frame="joinery", bar=0.06,
            glass="glass_dark", thick=0.07):
    """A framed window; panes sit at depth y."""
    mesh.face([(x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1)], glass)
    mid = y - thick / 2
    for k in range(columns + 1):
        x = x0 + (x1 - x0) * k / columns
        x = min(max(x, x0 + bar / 2), x1 - bar / 2)
        mesh.box((x, mid, (z0 + z1) / 2), (bar, thick, z1 - z0), frame, skip="Ytb", cell=9)
    for k in range(rows + 1):
        z = z0 + (z1 - z0) * k / rows
        z = min(max(z, z0 + bar / 2), z1 - bar / 2)
        mesh.box(((x0 + x1) / 2, mid - 0.004, z), (x1 - x0, thick, bar), frame, skip="YxX", cell=9)


def surround(mesh, x0, z0, x1, z1, name, band=0.16, proud=0.05, sill=True):
    """Dressed-stone trim around an opening, with a projecting sill and a keystone."""
    h = z1 - z0
    for x in (x0 - band / 2, x1 + band / 2):
        mesh.box((x, -proud / 2, z0 + h / 2), (band, proud, h), name, skip="Y", cell=9)
    mesh.box(((x0 + x1) / 2, -proud / 2, z1 + band / 2), (x1 - x0 + 2 * band, proud, band), name, skip="Y", cell=9)
    mesh.box(((x0 + x1) / 2, -proud, z1 + band * 0.62), (band * 1.1, proud * 2, band * 1.5), name, skip="Y", cell=9)
    if sill:
        mesh.box(((x0 + x1) / 2, -proud * 1.3, z0 - 0.06), (x1 - x0 + 2 * band + 0.08, proud * 2.6, 0.12),
                 name, skip="Y", cell=9)


def disc(radius, count=32, start=0.0, sweep=2 * pi):
    """Points of a circle, counter-clockwise."""
    return [(radius * cos(start + sweep * k / count), radius * sin(start + sweep * k / count))
            for k in range(count)]
