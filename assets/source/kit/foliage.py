"""Leaf, needle, hedge and tree-line sheets: colour (sRGB) with a cut-out alpha."""

import numpy as np

from . import noise
from .noise import mix, spectral
from .textures import srgb


def _canvas(height, width, background):
    sheet = np.zeros((height, width, 4))
    sheet[..., :3] = background
    return sheet


def _patch(sheet, x0, y0, x1, y1):
    h, w = sheet.shape[:2]
    left, right = max(0, int(min(x0, x1))), min(w, int(max(x0, x1)) + 2)
    top, bottom = max(0, int(min(y0, y1))), min(h, int(max(y0, y1)) + 2)
    if right <= left or bottom <= top:
        return None
    y, x = np.mgrid[top:bottom, left:right]
    return sheet[top:bottom, left:right], x + 0.5, y + 0.5


def _paint(patch, colour, cover):
    keep = cover[..., None]
    patch[..., :3] = patch[..., :3] * (1 - keep) + colour * keep
    patch[..., 3] = np.maximum(patch[..., 3], cover)


def leaf(sheet, x, y, angle, length, width, colour):
    """One ovate leaf from its stalk at (x, y); image rows run downward."""
    reach = length + width
    found = _patch(sheet, x - reach, y - reach, x + reach, y + reach)
    if not found:
        return
    patch, px, py = found
    c, s = np.cos(angle), np.sin(angle)
    along = ((px - x) * c - (py - y) * s) / length
    across = ((px - x) * s + (py - y) * c) / width
    inside = (along > 0) & (along < 1)
    half = np.where(inside, np.sin(np.pi * np.clip(along, 0, 1) ** 0.75) ** 0.85 * 0.5, 0)
    cover = np.clip((half - np.abs(across)) * width + 0.5, 0, 1) * inside
    rib = np.exp(-(across * width / 1.1) ** 2)
    side = np.where(across > 0, 1.08, 0.92)
    tone = (0.82 + 0.3 * np.clip(along, 0, 1)) * side + 0.12 * rib
    _paint(patch, np.clip(colour * tone[..., None], 0, 1), cover)


def stroke(sheet, x0, y0, x1, y1, width, colour):
    found = _patch(sheet, min(x0, x1) - width, min(y0, y1) - width, max(x0, x1) + width, max(y0, y1) + width)
    if not found:
        return
    patch, px, py = found
    dx, dy = x1 - x0, y1 - y0
    t = np.clip(((px - x0) * dx + (py - y0) * dy) / (dx * dx + dy * dy + 1e-9), 0, 1)
    d = np.hypot(px - x0 - t * dx, py - y0 - t * dy)
    _paint(patch, colour, np.clip(width * (1 - 0.5 * t) / 2 - d + 0.5, 0, 1))


def leaves(size=512):
    """A spray of broad leaves; the stalk is at the middle of the bottom edge."""
    random = noise.rng(201)
    dark, light = srgb("#4f7d2a"), srgb("#a8c756")
    sheet = _canvas(size, size, srgb("#5d8530"))
    twigs = []
    for k in range(9):
        lean = np.pi / 2 + (k - 4) * 0.33 + random.uniform(-0.1, 0.1)
        length = size * random.uniform(0.68, 0.9) * (1 - 0.09 * abs(k - 4))
        twigs.append((lean, length))
    for lean, length in twigs:
        stroke(sheet, size / 2, size * 0.98, size / 2 + np.cos(lean) * length, size * 0.98 - np.sin(lean) * length,
               size * 0.012, srgb("#5b4630"))
    items = []
    for lean, length in twigs:
        for step in np.linspace(0.22, 1.0, 11):
            r = length * step
            x, y = size / 2 + np.cos(lean) * r, size * 0.98 - np.sin(lean) * r
            for turn in (-0.9, 0.9, 0.0):
                items.append((random.random(), x, y, lean + turn + random.uniform(-0.45, 0.45)))
    for depth, x, y, angle in sorted(items):
        length = size * random.uniform(0.085, 0.125)
        tone = mix(dark, light, np.clip(depth * 0.8 + random.uniform(-0.2, 0.3), 0, 1))
        leaf(sheet, x, y, angle, length, length * 0.62, tone)
    sheet[..., 3] *= _margin(size, size)
    return sheet


def _margin(height, width, pixels=3):
    v = np.arange(height)[:, None]
    u = np.arange(width)[None, :]
    inside = (v >= pixels) & (v < height - pixels) & (u >= pixels) & (u < width - pixels)
    return inside.astype(float)


def needles(size=512):
    """A spruce bough seen from above: the stem at the middle of the bottom edge."""
    random = noise.rng(211)
    sheet = _canvas(size, size, srgb("#33502f"))
    stem, dark, light = srgb("#5a4632"), srgb("#2f5632"), srgb("#7ea35c")

    def bough(x0, y0, angle, length, width):
        x1, y1 = x0 + np.cos(angle) * length, y0 - np.sin(angle) * length
        stroke(sheet, x0, y0, x1, y1, width, stem)
        for t in np.linspace(0.03, 1.0, int(length / 3.2)):
            for side in (-1, 1):
                tilt = angle + side * random.uniform(0.5, 0.95)
                reach = size * random.uniform(0.03, 0.045) * (1.05 - 0.4 * t)
                x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
                tone = mix(dark, light, np.clip(0.25 + 0.5 * t + random.uniform(-0.25, 0.3), 0, 1))
                stroke(sheet, x, y, x + np.cos(tilt) * reach, y - np.sin(tilt) * reach, 3.4, tone)

    for t in np.linspace(0.1, 0.93, 12):
        for side in (-1, 1):
            length = size * 0.47 * (1.02 - t) ** 0.75
            bough(size / 2, size * (0.98 - 0.94 * t), np.pi / 2 + side * (0.95 - 0.25 * t), length, 4)
    bough(size / 2, size * 0.98, np.pi / 2, size * 0.94, 7)
    sheet[..., 3] *= _margin(size, size)
    return sheet


def hedge(size=512):
    """Clipped hornbeam, opaque and tileable."""
    random = noise.rng(221)
    sheet = np.zeros((size, size, 4))
    sheet[..., :3] = srgb("#24381a")
    sheet[..., 3] = 1.0
    for depth in np.linspace(0, 1, 1500):
        x, y = random.uniform(0, size, 2)
        tone = mix(srgb("#35551f"), srgb("#86a648"), np.clip(depth + random.uniform(-0.25, 0.15), 0, 1))
        length, angle = size * random.uniform(0.035, 0.055), random.uniform(0, 2 * np.pi)
        for ox in (-size, 0, size):
            for oy in (-size, 0, size):
                if -60 < x + ox < size + 60 and -60 < y + oy < size + 60:
                    leaf(sheet, x + ox, y + oy, angle, length, length * 0.6, tone)
    return sheet


def birch(size=512):
    """White birch bark, tileable, opaque."""
    base = mix(srgb("#d9d5ca"), srgb("#f2efe8"), spectral(size, 231, 2.4, stretch=(3.0, 1.0)))
    marks = spectral(size, 232, 1.8, stretch=(9.0, 0.8))
    colour = mix(base, srgb("#4b433b"), np.clip((marks - 0.66) * 12, 0, 1))
    return np.dstack([colour, np.ones((size, size))])


def treeline(width=2048, height=512):
    """A belt of spruce, fir and beech seen from afar, lit from the right; tileable in u."""
    random = noise.rng(241)
    sheet = _canvas(height, width, srgb("#3d5a3c"))
    for row, (count, tall, tone) in enumerate(((75, 0.9, 0.55), (80, 0.72, 0.8), (90, 0.52, 1.05))):
        for _ in range(count):
            x = random.uniform(0, width)
            top = height * tall * random.uniform(0.72, 1.0)
            leafy = random.random() < 0.22
            half = top * (0.26 if leafy else random.uniform(0.13, 0.17))
            hue = mix(srgb("#33523a"), srgb("#567a44"), random.random())
            if leafy:
                hue, top = mix(srgb("#5d8140"), srgb("#8c9d4c"), random.random()), top * 0.72
            for shift in (-width, 0, width):
                _far_tree(sheet, x + shift, top, half, hue * tone, leafy, random.integers(1 << 30))
    sheet[-int(height * 0.14):, :, 3] = 1.0
    return sheet


# How much of the air's colour lies over each forest belt.
AIR = (0.0, 0.16, 0.32, 0.5)


def _behind_air(sheet, belt):
    veiled = sheet.copy()
    veiled[..., :3] = mix(sheet[..., :3], srgb("#b4c6d2"), AIR[belt])
    return veiled


def belts():
    """Tree line and canopy of every belt, paler with distance, by name."""
    line, canopy = treeline(), hedge(256)
    made = {}
    for k in range(len(AIR)):
        made[f"treeline{k}"] = _behind_air(line, k)
        made[f"canopy{k}"] = _behind_air(canopy, k)
    return made


def _far_tree(sheet, x, top, half, hue, leafy, seed):
    height = sheet.shape[0]
    found = _patch(sheet, x - half * 1.15, height - top, x + half * 1.15, height)
    if not found:
        return
    patch, px, py = found
    random = noise.rng(seed)
    up = np.clip((height - py) / top, 0, 1)
    side = (px - x) / half
    rough = random.uniform(-1, 1, patch.shape[:2])
    if leafy:
        profile = np.sqrt(np.clip(1 - (2 * np.clip(up, 0.05, 1) - 1) ** 2, 0, 1))
        profile *= 0.9 + 0.12 * np.sin(up * 25 + side * 4 + seed)
    else:
        tiers = 11
        step = (up * tiers) % 1.0
        profile = (1 - up) ** 0.9 * (0.62 + 0.42 * (1 - step))
    cover = ((np.abs(side) + rough * 0.05) < profile).astype(float)
    light = 0.72 + 0.38 * np.clip(side / np.maximum(profile, 0.05), -1, 1) * 0.6 + 0.25 * up + 0.12 * rough
    if not leafy:
        light *= 0.82 + 0.3 * ((up * 11) % 1.0)
    _paint(patch, np.clip(hue * light[..., None], 0, 1), cover)


SHEETS = {"leaves": leaves, "needles": needles, "hedge": hedge, "birch": birch}
