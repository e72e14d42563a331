"""Tileable noise and patterns on a square grid, as numpy arrays in 0..1."""

import numpy as np


def rng(seed):
    return np.random.default_rng(seed)


def srgb(text):
    """'#rrggbb' as three floats."""
    return np.array([int(text[i:i + 2], 16) / 255.0 for i in (1, 3, 5)])


def coordinates(size):
    """u to the right and v upward over one tile, both in 0..1."""
    line = (np.arange(size) + 0.5) / size
    u, v = np.meshgrid(line, line[::-1])
    return u, v


def normalised(field):
    low, high = field.min(), field.max()
    return (field - low) / (high - low + 1e-9)


def spectral(size, seed, beta=2.0, stretch=(1.0, 1.0), low=1.0):
    """Noise with a power-law spectrum; it tiles because it is made in Fourier space.

    A stretch above one along an axis makes features longer along that axis."""
    white = rng(seed).standard_normal((size, size))
    fx = np.fft.fftfreq(size, 1.0 / size)[None, :] * stretch[0]
    fy = np.fft.fftfreq(size, 1.0 / size)[:, None] * stretch[1]
    radius = np.sqrt(fx * fx + fy * fy)
    gain = np.where(radius < low, 0.0, np.maximum(radius, low) ** (-beta / 2.0))
    field = np.real(np.fft.ifft2(np.fft.fft2(white) * gain))
    field = field / (field.std() + 1e-9)
    return np.clip(0.5 + field / 6.0, 0.0, 1.0)


def cells(size, count, seed, jitter=0.9):
    """Tileable Voronoi cells: distance to the nearest and second nearest seed
    (in cell widths) and the index of the nearest."""
    random = rng(seed)
    points = random.uniform(0.5 - jitter / 2, 0.5 + jitter / 2, (count, count, 2))
    u, v = coordinates(size)
    x, y = u * count, v * count
    ix, iy = np.floor(x).astype(int), np.floor(y).astype(int)
    first = np.full((size, size), 9.0)
    second = np.full((size, size), 9.0)
    index = np.zeros((size, size), int)
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            cx, cy = ix + dx, iy + dy
            wx, wy = cx % count, cy % count
            px = cx + points[wy, wx, 0]
            py = cy + points[wy, wx, 1]
            d = np.hypot(px - x, py - y)
            nearer = d < first
            second = np.where(nearer, first, np.minimum(second, d))
            index = np.where(nearer, wy * count + wx, index)
            first = np.where(nearer, d, first)
    return first, second, index


def bricks(size, columns, rows, shift=0.5):
    """Running bond: position inside each brick (0..1, 0..1) and the brick's index."""
    u, v = coordinates(size)
    row = np.floor(v * rows).astype(int)
    x = u * columns + (row % 2) * shift
    column = np.floor(x).astype(int) % columns
    return x - np.floor(x), v * rows - row, row * columns + column


def per_cell(index, seed, low=0.0, high=1.0):
    """One random value for each cell index."""
    return rng(seed).uniform(low, high, int(index.max()) + 1)[index]


def edge(position, count_over_size, width_px):
    """1 inside, falling to 0 over the joint of a brick of 1/count_over_size pixels."""
    distance = np.minimum(position, 1.0 - position) * count_over_size
    return np.clip(distance / width_px, 0.0, 1.0)


def mix(a, b, t):
    t = np.asarray(t)[..., None] if np.ndim(t) == 2 else t
    return np.asarray(a) * (1 - t) + np.asarray(b) * t


def normal_map(height, strength):
    """Tangent-space normal map (OpenGL convention, +Y up) from a tileable height."""
    dx = (np.roll(height, -1, 1) - np.roll(height, 1, 1)) * strength
    dy = (np.roll(height, 1, 0) - np.roll(height, -1, 0)) * strength
    n = np.stack([-dx, -dy, np.ones_like(height)], -1)
    n /= np.linalg.norm(n, axis=-1, keepdims=True)
    return n * 0.5 + 0.5
