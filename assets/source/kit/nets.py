"""Surface nets: the surface where a field on a grid changes sign, as points and quads (Gibson 1998)."""

import numpy as np

_CORNERS = np.array([(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)])
_EDGES = [(a, b) for a in range(8) for b in range(a + 1, 8) if np.abs(_CORNERS[a] - _CORNERS[b]).sum() == 1]


def surface(field, origin, cell):
    """Points (n, 3) and quads (m, 4), counter-clockwise from where the field is negative.

    The field is positive inside; where it is linear the points lie exactly on its zero."""
    inside = field > 0
    shape = np.array(field.shape) - 1
    count = sum(inside[x:x + shape[0], y:y + shape[1], z:z + shape[2]].astype(np.int8) for x, y, z in _CORNERS)
    cells = np.argwhere((count > 0) & (count < 8))
    number = np.full(shape, -1)
    number[tuple(cells.T)] = np.arange(len(cells))
    values = np.stack([field[tuple((cells + c).T)] for c in _CORNERS], 1)
    total, crossings = np.zeros((len(cells), 3)), np.zeros(len(cells))
    for a, b in _EDGES:
        crossed = (values[:, a] > 0) != (values[:, b] > 0)
        apart = np.where(crossed, values[:, a] - values[:, b], 1.0)
        t = np.where(crossed, values[:, a] / apart, 0.0)
        total += np.where(crossed[:, None], _CORNERS[a] + t[:, None] * (_CORNERS[b] - _CORNERS[a]), 0.0)
        crossings += crossed
    points = np.asarray(origin) + (cells + total / crossings[:, None]) * cell
    quads = []
    for axis in range(3):
        i, j = (axis + 1) % 3, (axis + 2) % 3
        low = [slice(None)] * 3
        high = [slice(None)] * 3
        low[axis], high[axis] = slice(0, -1), slice(1, None)
        first, second = inside[tuple(low)], inside[tuple(high)]
        edges = np.argwhere(first != second)
        edges = edges[(edges[:, i] > 0) & (edges[:, j] > 0) & (edges[:, i] < shape[i]) & (edges[:, j] < shape[j])]
        step_i, step_j = np.eye(3, dtype=int)[i], np.eye(3, dtype=int)[j]
        ring = [number[tuple((edges - o).T)] for o in (step_i + step_j, step_j, 0 * step_i, step_i)]
        quad = np.stack(ring, 1)
        outward = first[tuple(edges.T)]
        quads.append(np.where(outward[:, None], quad, quad[:, ::-1]))
    return points, np.concatenate(quads)
