"""The outcrop's own textures: the beds in section, the top of a bed, the quarry floor, tufts of grass."""

import numpy as np

from kit import foliage, images, materials, noise
from kit.noise import cells, coordinates, mix, per_cell, spectral, srgb
from kit.textures import shade
from . import plan

STRATA_M = (4.0, 8.8)        # metres along and across the beds covered by the section's sheet
STRATA_PX = (2048, 4096)


def strata():
    """All beds in section: u along them, v their stratigraphic height; joints end at bedding planes."""
    wide, high = STRATA_PX
    u = (np.arange(wide) + 0.5) / wide
    level = plan.BEDS_FROM + (np.arange(high)[::-1] + 0.5) / high * STRATA_M[1]
    twice = lambda field: np.concatenate([field, field])
    fine, cloud = twice(spectral(wide, 801, 0.9)), twice(spectral(wide, 802, 2.4))
    laminae = twice(spectral(wide, 803, 1.5, stretch=(14.0, 1.0)))
    blotch = twice(spectral(wide, 804, 2.6, stretch=(2.0, 1.0)))
    wave = (twice(spectral(wide, 805, 3.0, stretch=(3.0, 1.0))) - 0.5) * 0.05
    height = level[:, None] + wave
    bed = np.clip(np.searchsorted(plan.TOPS, height, side="right") - 1, 0, len(plan.KINDS) - 1)
    thick = np.diff(plan.TOPS)[bed]
    inside = np.clip((height - plan.TOPS[bed]) / thick, 0, 1)
    base = np.array([srgb(plan.ROCKS[kind][0]) for kind in plan.KINDS])
    base = base * noise.rng(720).uniform(0.94, 1.06, len(base))[:, None]
    colour = base[bed]
    soft = np.array([plan.ROCKS[kind][1] for kind in plan.KINDS])[bed]
    colour = shade(colour, 0.90 + 0.34 * (laminae - 0.5) * (0.5 + 0.6 * soft) + 0.24 * (fine - 0.5) + 0.30 * (cloud - 0.5))
    colour = mix(colour, srgb("#a9835a"), np.clip((blotch - 0.62) * 2.4, 0, 0.45) * (1 - soft))
    # joints: each hard bed is cut into blocks about as long as it is thick
    random = noise.rng(806)
    crack = np.zeros((high, wide))
    for k, kind in enumerate(plan.KINDS):
        if plan.ROCKS[kind][1] > 0.5:
            continue
        rows = bed == k
        t = plan.TOPS[k + 1] - plan.TOPS[k]
        count = max(3, int(STRATA_M[0] / (t * 1.9 + 0.12)))
        places = (np.arange(count) + random.uniform(0.1, 0.9, count)) / count
        for place in places:
            lean = random.uniform(-0.05, 0.05)
            apart = u[None, :] - place - lean * (inside - 0.5) * t - 0.004 * (cloud - 0.5) * 2
            apart = np.abs((apart + 0.5) % 1.0 - 0.5) * STRATA_M[0]
            crack = np.maximum(crack, np.where(rows, np.clip(1 - apart / random.uniform(0.006, 0.016), 0, 1), 0))
    edge_m = np.minimum(inside, 1 - inside) * thick
    seam = np.clip(1 - edge_m / 0.014, 0, 1) * 0.8
    dark = np.maximum(crack, seam)
    colour = mix(colour, srgb("#4b4239"), np.clip(dark * 0.75, 0, 1))
    round_ = np.clip(edge_m / 0.06, 0, 1) ** 0.5
    relief = 0.42 * round_ * (1 - soft) + 0.26 * (laminae - 0.5) * soft + 0.16 * fine + 0.22 * cloud - 0.38 * crack
    return colour, relief, 5.0


def bedding(size=1024):
    """The top of a bed, neutral, to be tinted; 2 m tile: pits, thin joints, lichen."""
    fine, cloud, pits = spectral(size, 811, 0.7), spectral(size, 812, 2.3), spectral(size, 813, 1.5)
    first, second, index = cells(size, 3, 814, 0.95)
    wobble = (spectral(size, 815, 2.2) - 0.5) * 0.05
    joint = np.clip(1 - np.abs(second - first + wobble) / 0.014, 0, 1) * np.clip((spectral(size, 816, 2.8) - 0.35) * 4, 0, 1)
    colour = np.ones((size, size, 3)) * np.array([0.93, 0.92, 0.90])
    colour = shade(colour, 0.90 + 0.24 * (fine - 0.5) + 0.26 * (cloud - 0.5))
    colour = mix(colour, srgb("#dcc4a0"), np.clip((spectral(size, 817, 2.6) - 0.6) * 2.2, 0, 0.45))
    pit = np.clip((0.36 - pits) * 7, 0, 1)
    colour = mix(colour, srgb("#7b6e60"), 0.5 * pit)
    colour = mix(colour, srgb("#55493e"), 0.8 * joint)
    random, (u, v) = noise.rng(818), coordinates(size)
    ragged = spectral(size, 819, 1.2) - 0.5
    for _ in range(18):
        cx, cy, r = random.uniform(0, 1), random.uniform(0, 1), random.uniform(0.006, 0.026)
        du, dv = np.abs(u - cx), np.abs(v - cy)
        d = np.hypot(np.minimum(du, 1 - du), np.minimum(dv, 1 - dv)) / r + ragged * 1.6
        spot = np.clip((1 - d) * 5, 0, 1)
        colour = mix(colour, srgb("#c9cdb4") if random.random() < 0.8 else srgb("#c79a4b"), spot * 0.4)
    return colour, 0.5 * cloud + 0.3 * fine - 0.4 * pit - 0.6 * joint, 3.0


def floor(size=1024):
    """Trodden ground of a quarry, 3 m tile: sandy earth with chips of stone."""
    fine, cloud, patch = spectral(size, 821, 0.7), spectral(size, 822, 2.3), spectral(size, 823, 2.8)
    colour = mix(srgb("#b39a74"), srgb("#cdb892"), np.clip(cloud * 1.3 - 0.1, 0, 1))
    colour = shade(colour, 0.85 + 0.34 * (fine - 0.35))
    height = 0.3 * cloud + 0.2 * fine
    for count, seed, share in ((22, 824, 0.55), (48, 827, 0.6)):
        first, second, index = cells(size, count, seed)
        stone = np.clip((second - first) * 4 - 0.7, 0, 1) * (per_cell(index, seed + 1) > share) * np.clip((patch - 0.3) * 3, 0, 1)
        colour = mix(colour, shade(mix(srgb("#d4c7ad"), srgb("#a79c8d"), per_cell(index, seed + 2)), 0.8 + 0.3 * stone), np.clip(stone * 2, 0, 1))
        height = np.maximum(height, stone * 0.8)
    return colour, height, 2.6


def tuft(size=256):
    """Blades of meadow grass rising from the bottom edge."""
    random = noise.rng(831)
    sheet = np.zeros((size, size, 4))
    sheet[..., :3] = srgb("#7c8f3f")
    dark, light = srgb("#6f8a3a"), srgb("#c3c776")
    for _ in range(90):
        x, lean = size * random.uniform(0.12, 0.88), random.uniform(-0.35, 0.35)
        tall = size * random.uniform(0.35, 0.95)
        tone = mix(dark, light, random.uniform(0, 1))
        px, py, steps = x, size * 1.0, 9
        for k in range(steps):
            t = (k + 1) / steps
            qx, qy = x + lean * tall * t * t, size - tall * t
            foliage.stroke(sheet, px, py, qx, qy, max(1.2, size * 0.013 * (1.15 - t)), np.clip(tone * (0.7 + 0.4 * t), 0, 1))
            px, py = qx, qy
    return sheet


def bake(only_missing=True):
    """Compute the textures that are missing in the work folder, and name their materials."""
    work = materials.WORK
    work.mkdir(parents=True, exist_ok=True)
    for name, make, roughness, tile in (("strata", strata, 0.9, 1.0), ("bedding", bedding, 0.85, 2.0), ("quarry", floor, 0.95, 3.0)):
        materials.register(name, name, roughness)
        materials.TILE_M[name] = tile
        if only_missing and (work / f"{name}.png").exists():
            continue
        pixels, height, relief = make()
        images.save(pixels, work / f"{name}.png")
        images.save(noise.normal_map(height, relief)[::2, ::2], work / f"{name}_normal.png")
    if not (only_missing and (work / "tuft.png").exists()):
        images.save(tuft(), work / "tuft.png")
    materials.register_leafy("tuft", "tuft.png")
