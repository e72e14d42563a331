"""The surfaces of the campus, computed: colour (sRGB, 0..1) and height for each.

Every function takes the size in pixels and gives (colour, height, relief), where
relief is the strength handed to noise.normal_map, or 0 for no normal map."""

import numpy as np

from . import noise, wood
from .noise import bricks, cells, coordinates, edge, mix, per_cell, spectral, srgb


def shade(colour, amount):
    return np.clip(colour * np.asarray(amount)[..., None], 0.0, 1.0)


def paving(size):
    """Light sandstone-concrete slabs, 4 m tile: 4 by 8 slabs in running bond."""
    x, y, index = bricks(size, 4, 8)
    joint = np.minimum(edge(x, size / 4, 3.5), edge(y, size / 8, 3.5))
    grain = spectral(size, 1, 0.6)
    cloud = spectral(size, 2, 2.4)
    tone = per_cell(index, 3)
    colour = mix(srgb("#c8b598"), srgb("#ddceb2"), tone)
    colour = mix(colour, srgb("#c8b39a"), (per_cell(index, 4) > 0.86) * 0.45)
    colour = shade(colour, 0.93 + 0.14 * (grain - 0.5) * 2.2 + 0.16 * (cloud - 0.5))
    colour = mix(srgb("#8d8473"), colour, joint)
    height = joint * 0.6 + 0.16 * grain + 0.12 * tone
    return colour, height, 2.6


def setts(size):
    """Grey-pink granite setts, 2 m tile."""
    x, y, index = bricks(size, 10, 16)
    dome = np.minimum(edge(x, 1, 0.22), edge(y, 1, 0.22))
    joint = np.clip(dome * 2.2, 0, 1)
    grain = spectral(size, 11, 0.8)
    colour = mix(srgb("#8f8780"), srgb("#b0a49b"), per_cell(index, 12))
    colour = mix(colour, srgb("#b3978a"), (per_cell(index, 13) > 0.7) * 0.5)
    colour = shade(colour, 0.8 + 0.42 * (grain - 0.25))
    colour = mix(srgb("#6b645a"), colour, joint)
    return colour, np.sqrt(dome) * 0.9 + 0.2 * grain, 4.0


def concrete(size):
    """Fair-faced concrete, 2.4 m tile: one shuttering panel, four tie holes."""
    u, v = coordinates(size)
    cloud = spectral(size, 21, 2.6)
    fine = spectral(size, 22, 0.9)
    streak = spectral(size, 23, 2.0, stretch=(0.6, 4.0))
    joint = np.minimum(edge(u, size, 2.5), edge(v, size, 2.5))
    holes = np.ones((size, size))
    for cx in (0.25, 0.75):
        for cy in (0.25, 0.75):
            d = np.hypot(u - cx, v - cy) * size
            holes = np.minimum(holes, np.clip((d - 0.008 * size) / 3.0, 0, 1))
    colour = mix(srgb("#bdb8ae"), srgb("#d3cec4"), np.clip(cloud * 1.3 - 0.1, 0, 1))
    colour = shade(colour, 0.94 + 0.18 * (fine - 0.5) + 0.14 * (streak - 0.5))
    colour = mix(srgb("#938e85"), colour, np.minimum(joint, holes))
    return colour, 0.5 * joint + 0.6 * holes + 0.12 * fine, 2.2


def _planks(size, boards, seed, light, dark, knots=5):
    u, v = coordinates(size)
    x = u * boards
    index = np.floor(x).astype(int)
    inside = x - index
    tone = per_cell(index, seed)
    offset = (per_cell(index, seed + 1) * size).astype(int)
    rows = (np.arange(size)[:, None] + offset) % size
    cols = np.arange(size)[None, :].repeat(size, 0)
    grain = spectral(size, seed + 2, 1.3, stretch=(1.0, 22.0))[rows, cols]
    rings = spectral(size, seed + 3, 2.2, stretch=(2.0, 9.0))[rows, cols]
    veins = 0.5 + 0.5 * np.sin(rings * 60.0)
    colour = mix(light, dark, np.clip(0.32 * tone + 0.28 * veins + 0.55 * (grain - 0.3), 0, 1))
    random = noise.rng(seed + 4)
    for _ in range(knots):
        ku, kv, r = random.uniform(0, 1), random.uniform(0, 1), random.uniform(0.006, 0.012)
        du = np.abs(u - ku)
        dv = np.abs(v - kv)
        dv = np.minimum(dv, 1 - dv)
        d = np.hypot(du, dv * 0.7) / r
        knot = np.exp(-d * d)
        colour = mix(colour, dark * 0.55, knot * 0.85)
    return colour, inside, veins, grain


def larch(size):
    """Honey larch boarding with open joints, 1.2 m tile: eight vertical boards."""
    colour, inside, veins, grain = _planks(size, 8, 31, srgb("#e3a862"), srgb("#b06c30"))
    joint = edge(inside, size / 8, 4.0)
    colour = mix(srgb("#4a3120"), colour, joint)
    return colour, joint * 0.8 + 0.1 * veins + 0.1 * grain, 2.4


def glulam(size):
    """Pale spruce glue-laminated timber, 0.96 m tile: 24 thin lamellas, no open joints."""
    colour, inside, veins, grain = _planks(size, 24, 41, srgb("#f0cd90"), srgb("#d6a055"), 9)
    line = edge(inside, size / 24, 1.6)
    colour = mix(srgb("#b58d58"), colour, 0.35 + 0.65 * line)
    return colour, 0.25 * line + 0.1 * grain, 1.2


def deck(size):
    """Grooved terrace boards, weathered, 1.4 m tile: ten boards."""
    colour, inside, veins, grain = _planks(size, 10, 51, srgb("#c99e69"), srgb("#946a40"), 3)
    groove = 0.5 + 0.5 * np.cos(inside * 2 * np.pi * 6)
    joint = edge(inside, size / 10, 4.5)
    colour = shade(colour, 0.93 + 0.1 * groove)
    colour = mix(srgb("#35281c"), colour, joint)
    return colour, joint * 0.7 + groove * 0.14, 2.4


def worktop(size):
    """Edge-glued beech staves, planed and oiled, 0.8 m tile: sixteen staves, seen from near."""
    u, v = coordinates(size)
    index = np.floor(u * 16).astype(int)
    shift = per_cell(index, 141, 0, 9)
    near = per_cell(index, 142, 0.05, 0.16)
    turn = per_cell(index, 143, 0, 2 * np.pi)
    across = (u * 16 - index) * 0.05
    # The staves are cut to length where the tile ends: one joint a stave, each at its own height.
    along = (v + per_cell(index, 144)) % 1.0
    points = np.stack([near * np.cos(turn) + across * np.sin(turn), near * np.sin(turn) - across * np.cos(turn),
                       along * 0.8 + shift], -1)
    colour, bumps = wood.grain(points, "beech", 145)
    colour = shade(colour, per_cell(index, 146, 0.76, 0.90))
    line = np.minimum(edge(u * 16 - index, size / 16, 1.3), edge(along, size, 1.3))
    colour = mix(srgb("#8d6238"), colour, 0.45 + 0.55 * line)
    return colour, 0.35 * line + 0.25 * bumps, 1.2


def ashlar(size):
    """Vosges sandstone in dressed courses, rose to ochre, 3 m tile."""
    x, y, index = bricks(size, 4, 7)
    joint = np.minimum(edge(x, size / 4, 3.0), edge(y, size / 7, 3.0))
    grain = spectral(size, 61, 0.9)
    bed = spectral(size, 62, 2.2, stretch=(5.0, 1.0))
    colour = mix(srgb("#cfa58b"), srgb("#dcc0a0"), per_cell(index, 63))
    colour = mix(colour, srgb("#c39079"), (per_cell(index, 64) > 0.75) * 0.7)
    colour = shade(colour, 0.9 + 0.22 * (grain - 0.4) + 0.2 * (bed - 0.5))
    colour = mix(srgb("#d9cfbf"), colour, joint)
    return colour, joint * 0.5 + 0.2 * grain + 0.15 * bed, 2.4


def render(size):
    """Lime render, warm cream, 3 m tile."""
    cloud = spectral(size, 71, 2.6)
    fine = spectral(size, 72, 0.5)
    colour = mix(srgb("#ecd9b4"), srgb("#f5e7c9"), cloud)
    colour = shade(colour, 0.96 + 0.12 * (fine - 0.5))
    return colour, 0.5 * fine + 0.2 * cloud, 1.0


def slate(size):
    """Slate roof, 2 m tile: twelve courses."""
    x, y, index = bricks(size, 9, 12)
    joint = np.minimum(edge(x, size / 9, 2.5), edge(y, size / 12, 2.5))
    grain = spectral(size, 81, 1.2)
    colour = mix(srgb("#5b6470"), srgb("#7b8490"), per_cell(index, 82))
    colour = mix(colour, srgb("#74757f"), per_cell(index, 83) * 0.5)
    colour = shade(colour, 0.85 + 0.3 * (grain - 0.4))
    colour = mix(srgb("#3b4149"), colour, joint)
    return colour, joint * 0.3 + (1 - y) * 0.7 + 0.1 * grain, 2.2


def zinc(size):
    """Standing-seam zinc, 2.4 m tile: four sheets."""
    u, _ = coordinates(size)
    inside = (u * 4) % 1.0
    seam = 1 - edge(inside, size / 4, 6.0)
    cloud = spectral(size, 91, 2.4, stretch=(0.7, 2.0))
    colour = mix(srgb("#8b949a"), srgb("#a4acb0"), cloud)
    colour = shade(colour, 1.0 - 0.25 * seam)
    return colour, seam, 3.0


def grass(size):
    """A mown lawn, 3 m tile."""
    blades = spectral(size, 101, 0.7, stretch=(1.0, 2.2))
    tufts = spectral(size, 102, 1.6)
    patch = spectral(size, 103, 3.0)
    colour = mix(srgb("#456c22"), srgb("#84a93a"), np.clip((blades - 0.5) * 1.7 + 0.5, 0, 1))
    colour = mix(colour, srgb("#a3ad58"), np.clip((patch - 0.5) * 1.4, 0, 0.5))
    colour = shade(colour, 0.75 + 0.5 * tufts)
    random = noise.rng(104)
    u, v = coordinates(size)
    for _ in range(90):
        cx, cy = random.uniform(0.01, 0.99, 2)
        x0, y0 = int(cx * size), int((1 - cy) * size)
        r = max(2, int(size * 0.0022))
        dot = srgb("#f3efdd") if random.random() < 0.65 else srgb("#e9c94b")
        colour[max(0, y0 - r):y0 + r, max(0, x0 - r):x0 + r] = dot * random.uniform(0.85, 1.0)
    return colour, 0.7 * blades + 0.5 * tufts, 1.5


def gravel(size):
    """Pale crushed-stone path, 2 m tile."""
    first, second, index = cells(size, 56, 111)
    stone = np.clip((second - first) * 2.6, 0, 1)
    colour = mix(srgb("#bfae92"), srgb("#ddd0b8"), per_cell(index, 112))
    colour = mix(colour, srgb("#a59a8b"), (per_cell(index, 113) > 0.8) * 0.8)
    colour = shade(colour, 0.72 + 0.36 * stone)
    sand = spectral(size, 114, 2.4)
    colour = mix(colour, srgb("#d2c3a6"), np.clip(sand * 1.6 - 0.55, 0, 0.8))
    return colour, stone * (1.2 - sand), 2.4


def bark(size):
    """Furrowed bark, 1 m tile, grain along v."""
    ridges = spectral(size, 121, 2.0, stretch=(1.0, 5.0))
    fine = spectral(size, 122, 1.0, stretch=(1.0, 3.0))
    furrow = np.clip(np.abs(ridges - 0.5) * 7.0, 0, 1)
    colour = mix(srgb("#5a4a3b"), srgb("#9a8871"), np.clip(0.75 * furrow + 0.5 * (fine - 0.4), 0, 1))
    colour = mix(colour, srgb("#8d9070"), np.clip(spectral(size, 123, 2.6) * 2 - 1.05, 0, 0.6))
    return colour, furrow * 0.8 + 0.3 * fine, 3.4


SURFACES = {
    "paving": (paving, 1024), "setts": (setts, 512), "concrete": (concrete, 1024),
    "larch": (larch, 1024), "worktop": (worktop, 1024), "glulam": (glulam, 512), "deck": (deck, 512),
    "ashlar": (ashlar, 1024), "render": (render, 512), "slate": (slate, 512),
    "zinc": (zinc, 512), "grass": (grass, 1024), "gravel": (gravel, 1024),
    "bark": (bark, 512),
}
