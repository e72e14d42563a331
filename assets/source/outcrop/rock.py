"""The rock: a field that is positive inside, its beds, and the mesh with its colours."""

import numpy as np

from kit import nets, noise, wood
from kit.noise import srgb
from . import plan


def smooth(low, high, x):
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def hill(x, y):
    """Height of the hillside that the quarry is cut into."""
    rise = 5.7 * smooth(-15.0, 3.0, y + 0.16 * np.abs(x) - 1.0) + 0.9 * smooth(2.0, 26.0, y)
    lumps = 0.30 * np.sin(0.31 * x + 0.9) * np.cos(0.27 * y + 0.4) + 0.14 * np.sin(0.83 * x + 0.51 * y)
    far = np.hypot(x, y)
    return (rise + lumps * smooth(-17, -9, y + 0.16 * np.abs(x))) * (1 - 0.75 * smooth(45, 110, far))


def bed_height(points):
    """Stratigraphic height: the lower of the two planes' heights, rounded at the hinge."""
    a, b = points @ plan.WEST.normal, points @ plan.EAST.normal
    k = plan.HINGE_M
    h = np.maximum(k - np.abs(a - b), 0) / k
    return np.minimum(a, b) - h * h * k / 4


def bed_of(height):
    return np.clip(np.searchsorted(plan.TOPS, height, side="right") - 1, 0, len(plan.KINDS) - 1)


def softness(height):
    """How far the rock weathers back at a stratigraphic height, blurred over a few centimetres."""
    soft = np.array([plan.ROCKS[kind][1] for kind in plan.KINDS])
    return sum(soft[bed_of(height + d)] for d in (-0.04, 0.0, 0.04)) / 3


def _limb(limb, points, rough, flat):
    """Slabs of one limb: inside is positive. `rough` pushes cut faces back; `flat` ripples the slabs a little."""
    q = (points - limb.foot) @ limb.down
    along = (points - limb.foot) @ limb.along + 0.10 * np.sin(points[..., 2] * 2.1 + q) * (q < -1.2)
    block = np.clip(((along - plan.FIRST_M) / plan.BLOCK_M).astype(int), 0, len(limb.risers) - 1)
    riser = np.array(limb.risers)[block]
    ground = (riser - q * limb.slope - points[..., 2]) * limb.upright
    random = noise.rng(700 + ord(limb.letter))
    inside = ground + flat
    base = limb.foot @ limb.normal + riser * limb.upright
    back = np.zeros(len(limb.risers))
    lift = np.zeros(len(limb.risers))
    for _ in range(4):
        back += random.uniform(1.3, 2.3, len(limb.risers))
        want = np.array(limb.foot @ limb.normal + np.array(limb.risers) * limb.upright) + lift + random.uniform(0.25, 0.7, len(limb.risers))
        lift = np.array([plan.bed_top(w) for w in want]) - np.array(limb.foot @ limb.normal + np.array(limb.risers) * limb.upright)
        inside = np.maximum(inside, np.minimum(ground + lift[block], -q - back[block] - rough * 1.5))
    return np.minimum(inside, -q - rough), base


def field(points):
    """Positive in rock and soil, about metres near the surface."""
    x, y, z = points[..., 0], points[..., 1], points[..., 2]
    soft = softness(bed_height(points))
    big = wood.value(points, (0.9, 0.9, 0.7), 711) - 0.5
    small = wood.value(points, (0.28, 0.28, 0.2), 712) - 0.5
    rough = 0.13 * soft + 0.22 * big + 0.08 * small
    near = np.full(x.shape, 9.0)
    for limb in plan.LIMBS:
        for k in range(len(limb.risers)):
            near = np.minimum(near, np.linalg.norm(points - limb.station(k + 1), axis=-1))
    flat = (0.030 * (wood.value(points, (0.7, 0.7, 0.7), 713) - 0.5) + 0.014 * small) * smooth(0.45, 1.0, near)
    west, _ = _limb(plan.WEST, points, rough, flat)
    east, _ = _limb(plan.EAST, points, rough, flat)
    step = np.array([0.0, 0.28, -0.1, 0.16, -0.22, 0.05, 0.3, -0.15, 0.1, 0.24, -0.05, 0.2, 0.0, 0.15])
    joint = step[np.clip(((x + 14 + 0.12 * z) / 1.85).astype(int), 0, len(step) - 1)]
    head = y - (plan.HEAD_Y + 0.14 * z + joint + 1.3 * rough)
    cut = np.maximum(np.maximum(west, east), np.maximum(head, -0.45 - z))
    return np.minimum(hill(x, y) - z, cut)


def grid(cell):
    x0, x1, y0, y1, z0, z1 = plan.BOUNDS
    axes = [np.arange(a, b + cell / 2, cell) for a, b in ((x0, x1), (y0, y1), (z0, z1))]
    values = np.empty([len(a) for a in axes], np.float64)
    for k, x in enumerate(axes[0]):      # one slice at a time keeps memory small
        slab = np.stack(np.meshgrid([x], axes[1], axes[2], indexing="ij"), -1)
        values[k] = field(slab)[0]
    return values, (x0, y0, z0)


def surface(cell):
    """Points of the whole surface and quads of what stands above the floor."""
    values, origin = grid(cell)
    points, quads = nets.surface(values, origin, cell)
    corners = points[quads]
    keep = (corners[..., 2] > -0.3).any(1)
    return points, quads[keep]


def normals(points, reach):
    """Outward normals of the field, smoothed over `reach` metres."""
    slope = np.stack([field(points - np.eye(3)[k] * reach) - field(points + np.eye(3)[k] * reach) for k in range(3)], -1)
    return slope / (np.linalg.norm(slope, axis=1, keepdims=True) + 1e-9)


def tint(height):
    """Colour of the bed that ends a little below a stratigraphic height, for a slab's top: sRGB."""
    k = bed_of(height - 0.06)
    random = noise.rng(720).uniform(0.94, 1.06, len(plan.KINDS))
    colours = np.array([srgb(plan.ROCKS[kind][0]) for kind in plan.KINDS]) * random[:, None]
    return np.clip(colours[k], 0, 1)
