"""Solid wood: the colour and the relief inside a trunk, so that every cut shows its own grain.

Frame of the trunk, metres: two axes across and the third along the fibre. The pith lies outside most pieces."""

from dataclasses import dataclass

import numpy as np

from .noise import mix, srgb


@dataclass(frozen=True)
class Species:
    """What a species looks like: colours (sRGB), ring width (m), and how much of each feature there is."""

    early: str
    late: str
    pore: str
    ring_m: float
    contrast: float     # of latewood against earlywood
    pores: float        # dark vessels in the earlywood
    flecks: float       # short dark spindles of the rays
    silver: float       # pale ray figure on radial cuts


SPECIES = {
    "spruce": Species("#f3dcaa", "#cf9350", "#b98a4e", 0.0026, 0.85, 0.0, 0.05, 0.0),
    "oak": Species("#b98d58", "#cda873", "#6b4a2a", 0.0032, 0.55, 0.9, 0.0, 0.5),
    "beech": Species("#dfb182", "#c48d5c", "#99653c", 0.0042, 0.5, 0.0, 0.5, 0.1),
    "ash": Species("#e8d3a8", "#cda873", "#a37d4e", 0.0036, 0.7, 0.5, 0.0, 0.0),
}


def _hash(x, y, z, seed):
    h = (x.astype(np.int64) * 374761393 + y.astype(np.int64) * 668265263 + z.astype(np.int64) * 1274126177
         + seed * 974711) & 0xFFFFFFFF
    h = ((h ^ (h >> 15)) * 2246822519) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 3266489917) & 0xFFFFFFFF
    return ((h ^ (h >> 16)) & 0xFFFF) / 65535.0


def value(points, scale, seed):
    """Smooth noise in 0..1; `scale` is how many metres one feature measures along each axis."""
    p = points / np.asarray(scale)
    cell = np.floor(p)
    f = p - cell
    f = f * f * (3 - 2 * f)
    cell = cell.astype(np.int64)
    total = np.zeros(points.shape[:-1])
    for dx in (0, 1):
        for dy in (0, 1):
            for dz in (0, 1):
                weight = (np.where(dx, f[..., 0], 1 - f[..., 0]) * np.where(dy, f[..., 1], 1 - f[..., 1])
                          * np.where(dz, f[..., 2], 1 - f[..., 2]))
                total += weight * _hash(cell[..., 0] + dx, cell[..., 1] + dy, cell[..., 2] + dz, seed)
    return total


def grain(points, species, seed=0):
    """Colour (sRGB, 0..1) and height (0..1) at points (…, 3) of the trunk."""
    kind = SPECIES[species]
    wander = value(points, (0.05, 0.05, 0.30), seed + 1) - 0.5
    lean = value(points, (0.4, 0.4, 0.9), seed + 2) - 0.5
    x = points[..., 0] + 0.006 * wander + 0.03 * lean
    y = points[..., 1] + 0.006 * (value(points, (0.06, 0.06, 0.34), seed + 3) - 0.5)
    radius = np.hypot(x, y)
    ring = radius / kind.ring_m
    ring = ring + 1.6 * (value(np.stack([radius * 1.0, radius * 0, radius * 0], -1), (0.011, 1, 1), seed + 4) - 0.5)
    part = ring - np.floor(ring)
    year = _hash(np.floor(ring), np.floor(ring) * 0, np.floor(ring) * 0, seed + 5)
    late = part ** 2.2 * np.clip((1 - part) / 0.1, 0, 1) * (0.6 + 0.4 * year)
    fibre = value(points, (0.0006, 0.0006, 0.05), seed + 6)
    silk = value(points, (0.004, 0.004, 0.16), seed + 7)
    colour = mix(srgb(kind.early), srgb(kind.late), np.clip(kind.contrast * late + 0.16 * (fibre - 0.5), 0, 1))
    colour = colour * (0.95 + 0.1 * silk + 0.05 * (fibre - 0.5))[..., None]
    height = 0.5 + 0.2 * late + 0.12 * (fibre - 0.5)
    angle = np.arctan2(y, x)
    if kind.pores:
        vessel = value(points, (0.00045, 0.00045, 0.012), seed + 8)
        open_ = np.clip((vessel - 0.62) * 6, 0, 1) * np.clip((0.55 - part) * 4, 0.12, 1) * kind.pores
        colour = mix(colour, srgb(kind.pore), open_)
        height = height - 0.45 * open_
    if kind.flecks:
        spot = value(np.stack([radius, angle * 0.08, points[..., 2]], -1), (0.006, 0.00028, 0.0016), seed + 9)
        fleck = np.clip((spot - 0.74) * 9, 0, 1) * kind.flecks
        colour = mix(colour, srgb(kind.pore), fleck * 0.75)
        height = height - 0.2 * fleck
    if kind.silver:
        ray = value(np.stack([radius, angle * 0.3, points[..., 2]], -1), (0.016, 0.0012, 0.009), seed + 10)
        shine = np.clip((ray - 0.7) * 6, 0, 1) * kind.silver
        colour = mix(colour, np.clip(srgb(kind.late) * 1.14, 0, 1), shine * 0.6)
    return np.clip(colour, 0, 1), np.clip(height, 0, 1)
