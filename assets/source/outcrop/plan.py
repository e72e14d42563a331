"""The layout, in metres, x east, y north and z up from the quarry floor: planes, stations, paths.

The fold is a synform: the west limb (020/40, right-hand rule) dips ESE, the east limb (180/55) dips W, and the
trough plunges gently south. People stand in the trough and have a slab on either hand."""

from math import cos, radians, sin, tan

import numpy as np

EYE_M = 1.6
HEAD_Y = 9.0                       # foot of the north face
HINGE_M = 1.6                      # how far the limbs round into each other, in stratigraphic height
BOUNDS = (-14.0, 11.0, -13.0, 14.0, -0.75, 8.5)      # the rock: x0, x1, y0, y1, z0, z1
WALK = (-13.0, 10.0, -26.0, 13.0)                     # where one may go: x0, x1, y0, y1
CELL_M = 0.125


class Limb:
    """A limb: its plane, the line where its foot meets the floor, its stations from the north face southward."""

    def __init__(self, letter, strike_deg, dip_deg, foot, risers_m, inward_m):
        s, d = radians(strike_deg), radians(dip_deg)
        self.letter, self.strike_deg, self.dip_deg = letter, strike_deg, dip_deg
        self.normal = np.array([sin(d) * cos(s), -sin(d) * sin(s), cos(d)])     # sin(s + 90°) and cos(s + 90°)
        self.strike = np.array([sin(s), cos(s), 0.0])
        self.down = np.array([cos(s), -sin(s), 0.0])                            # horizontal, the way it dips
        self.slope, self.upright = tan(d), cos(d)
        self.foot = np.array([foot[0], foot[1], 0.0])
        self.along = self.strike if self.strike[1] < 0 else -self.strike        # southward from the north face
        self.inward_m = inward_m
        self.risers = [(r - (self.foot @ self.normal)) / self.upright for r in
                       (bed_top(self.foot @ self.normal + h * self.upright) for h in risers_m)]

    def station(self, number):
        """The middle of a measuring place (1…), on its slab."""
        k = number - 1
        place = self.foot + self.along * ((k + 0.5) * BLOCK_M + FIRST_M) - self.down * self.inward_m
        return place + np.array([0.0, 0.0, self.risers[k] + self.inward_m * self.slope])


# Beds from the lowest up: (thickness m, what it is). The lowest begins at BEDS_FROM.
BEDS_FROM = -4.4
_SEQUENCE = [
    (0.42, "limestone"), (0.10, "shale"), (0.30, "marl"), (0.36, "limestone"), (0.26, "limestone"), (0.12, "marl"), (0.44, "sandstone"),
    (0.09, "shale"), (0.24, "sandstone"), (0.34, "marl"), (0.22, "limestone"), (0.16, "limestone"), (0.05, "coal"), (0.20, "marl"),
    (0.50, "red"), (0.30, "red"), (0.10, "shale"), (0.34, "limestone"), (0.12, "white"), (0.28, "marl"), (0.40, "sandstone"),
    (0.20, "limestone"), (0.12, "shale"), (0.32, "limestone"), (0.46, "red"), (0.14, "marl"), (0.30, "limestone"), (0.24, "sandstone"),
    (0.10, "shale"), (0.40, "limestone"), (0.22, "marl"), (0.36, "sandstone"), (0.30, "limestone"),
]
# What it is: colour, softness (how far it weathers back, 0…1).
ROCKS = {
    "limestone": ("#d9cbb0", 0.0), "marl": ("#a2a399", 0.8), "sandstone": ("#c9ad7e", 0.15), "shale": ("#5f5d5e", 1.0),
    "coal": ("#2f2d2e", 0.9), "red": ("#b78a74", 0.1), "white": ("#efe9da", 0.3),
}
TOPS = np.cumsum([BEDS_FROM] + [t for t, _ in _SEQUENCE])       # boundaries, one more than beds
KINDS = [kind for _, kind in _SEQUENCE]
HARD = [k for k in range(1, len(TOPS)) if ROCKS[KINDS[k - 1]][1] < 0.5]


def bed_top(height):
    """The stratigraphic height of the nearest top of a hard bed: what quarrymen leave standing."""
    return float(min((TOPS[k] for k in HARD), key=lambda top: abs(top - height)))


BLOCK_M, FIRST_M = 2.05, 0.5       # the slabs end at joints this far apart, from the north face southward
WEST = Limb("w", 20.0, 40.0, (-2.7, HEAD_Y), (0.80, 0.45, 0.95, 0.60, 0.90, 0.45, 0.85, 0.60), 0.44)
EAST = Limb("e", 180.0, 55.0, (3.3, HEAD_Y), (0.55, 0.90, 0.40, 0.95, 0.65, 0.40, 0.85, 0.50), 0.38)
LIMBS = (WEST, EAST)

SPAWNS = [(x, y) for y in (-16.5, -18.5) for x in (-2.6, -0.9, 0.8, 2.5)]
POIS = {  # id: x, y, and x, y of what it looks at
    "poi.outcrop": (0.4, 3.6, 0.8, 9.0), "poi.log": (1.5, 7.0, 1.5, 9.0), "poi.view": (-1.0, -12.5, 0.3, 9.0),
}
BOARD = (-1.9, -5.2, 0.0, 1.45)    # the easel: x, y, turn in degrees (0 faces south), height of the panel's middle
PATH = [(0.4, -30.0), (0.2, -24.0), (-0.4, -18.0), (0.0, -12.0), (-0.6, -6.0), (0.0, 0.0), (0.4, 6.0)]
