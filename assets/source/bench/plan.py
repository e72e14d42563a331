"""The layout, in metres, x east, y north, z up from the floor, the room's middle at the origin."""

EYE_M = 1.6
ROOM = (-5.2, 5.2, -3.6, 3.6, 3.5)         # x0, x1, y0, y1, height
TOP_M = 0.9                                # of the tables

# The beams: length along x, depth b along y, height h along z (they are bent upright).
BEAM = (1.20, 0.04, 0.06)
SPAN_M = 18 * BEAM[2]                      # between the supports of the press
NODES_M = (0.5 - 0.2242) * BEAM[0]         # where a free beam does not move when it rings, from its middle

PRESS = (0.0, 2.35)                        # middle of the beam that is bent
SUPPORT_M = 0.98                           # top of the supports' rollers
RACK = (-3.1, 3.18, 0.62, 0.165)           # x, y, height of the lowest beam's middle, from one to the next
COMBS_M = (-0.38, 0.38)
TABLE = (3.1, 2.75, 3.0, 0.86)             # against the north wall: x, y, size along x and y
SCALE, CALIPER = (3.55, 2.72), (2.05, 2.62)
TAP_TABLE = (-3.4, -0.35, 1.7, 0.8)
TAP = (-3.4, -0.3)                         # middle of the beam that is struck

SPAWNS = [(x, y) for y in (-1.3, -2.5) for x in (-1.35, -0.45, 0.45, 1.35)]
POIS = {  # id: x, y, and x, y of what it looks at
    "poi.press": (0.0, 1.25, 0.0, 2.35), "poi.rack": (-3.1, 1.9, -3.1, 3.2), "poi.scale": (3.0, 1.7, 3.0, 2.75),
    "poi.tap": (-3.4, -1.35, -3.4, -0.3), "poi.workshop": (0.9, -2.9, -0.6, 2.4),
}
