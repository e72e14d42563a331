"""The layout, in metres, x east and y north of the forecourt's centre: what stands where."""

EYE_M = 1.6
EDGE_X, EDGE_Y = 60.0, 50.0

# Rectangles of ground (x0, y0, x1, y1, surface); a later one lies over an earlier one.
GROUND = [
    (-60, -50, 60, 50, "grass"),
    (-5, -50, 5, -25, "paving"),
    (-43, -22, -30, 22, "gravel"), (-43, -3.5, -30, 3.5, "paving"),
    (-52, 25, 52, 31.2, "paving"), (-22, 25, 0, 44, "paving"), (8, 28, 50, 33, "paving"),
    (30, -20, 41, 12, "deck"),
    (-30, -25, 30, 25, "paving"),
    *[(-30, y - 0.4, 30, y + 0.4, "setts") for y in (-24.6, -18.6, 12.6, 24.6)],
    *[(x - 0.4, -25, x + 0.4, 25, "setts") for x in (-29.6, 29.6)],
    *[(x - 0.3, -50, x + 0.3, -25, "setts") for x in (-4.7, 4.7)],
    (-22.6, -16.6, -7.4, 10.6, "setts"), (7.4, -16.6, 22.6, 10.6, "setts"),
]
# Lawns raised behind a kerb: x0, y0, x1, y1.
LAWNS = [(-22, -16, -8, 10), (8, -16, 22, 10)]

POIS = {  # id: (x, y, x and y of what it looks at)
    "poi.enstib": (-7.5, 18.5, -12.0, 37.0),
    "poi.droit": (-32.0, 0.0, -45.0, 0.0),
    "poi.iut": (22.0, 20.5, 22.0, 35.0),
    "poi.vie-etudiante": (27.0, -4.0, 42.0, -4.0),
    "poi.forecourt": (0.0, -9.0, 0.0, 30.0),
    "poi.grande-halle": (-27.0, 27.6, -36.0, 35.5),
    "poi.forest": (-0.3, 29.8, 0.6, 60.0),
    "poi.workbench": (-4.2, -23.5, -4.2, -22.1),
}
ZONES = {  # the middle of what one may be asked to point at: x, y, z
    "zone.enstib.cylinder": (-11.4, 37.05, 8.6), "zone.grande-halle": (-35.0, 32.9, 3.4),
    "zone.droit.entrance": (-43.0, 0.0, 2.7), "zone.iut.entrance": (22.0, 33.0, 1.75),
    "zone.vie-etudiante.terrace": (37.0, -3.5, 1.2), "zone.inlay": (0.0, 0.0, 0.0), "zone.workbench": (-4.2, -22.1, 0.9),
}
# The workbench with its rack: x, y, turn in degrees (0: worked at from the south); height of its top.
WORKBENCH, WORKBENCH_TOP_M = (-4.2, -22.1, 0.0), 0.9
SPAWNS = [(x, y) for y in (-26.0, -29.0) for x in (-3.0, -1.0, 1.0, 3.0)]
PATH = [(0, -21), (-14, -21), (-25.5, -19), (-27.5, -9), (-30.5, 0), (-26.5, 12),
        (-18, 17), (-8, 16), (6, 16), (20, 18), (26, 8), (25.5, -12)]

TREES = [  # species, x, y, size factor, turn in degrees
    ("lime.a", -18, -11, 1.0, 10), ("lime.b", -12.5, -5, 1.0, 80), ("lime.a", -18.2, 3.5, 1.05, 200),
    ("lime.b", 17.5, -12, 1.0, 30), ("birch.a", 12.2, -8.5, 1.0, 0), ("birch.b", 13.6, -6.4, 1.0, 140),
    ("oak", 16.5, 2.5, 1.0, 250),
    ("lime.a", -9, -30, 1.0, 300), ("lime.b", -9, -37.5, 1.05, 20), ("lime.a", -9, -45, 1.0, 120),
    ("lime.b", 9, -30, 1.0, 45), ("lime.a", 9, -37.5, 1.0, 190), ("lime.b", 9, -45, 1.0, 260),
    ("birch.a", -36.5, 14, 1.0, 60), ("birch.b", -36.5, -14, 1.05, 10),
    ("oak", -27, -36, 1.0, 15), ("spruce.a", -44, -38, 1.0, 0), ("spruce.b", -50, -33, 1.0, 50),
    ("spruce.a", -53, -42, 1.1, 100), ("lime.a", -36, -43, 1.0, 70), ("birch.a", -20, -44, 1.0, 33),
    ("oak", 30, -37, 1.05, 160), ("birch.b", 22, -43, 1.0, 90), ("spruce.b", 50, -38, 1.0, 20),
    ("spruce.a", 44, -44, 1.0, 200), ("birch.a", 38, -32, 1.0, 10), ("spruce.a", 55, -30, 0.95, 90),
    ("spruce.b", -56, 32, 1.0, 200), ("spruce.a", -54, 26, 0.9, 20), ("birch.b", 4.5, 37, 1.0, 70),
    ("birch.a", 3.6, 43, 1.05, 10), ("spruce.b", 54.5, 30, 1.0, 150), ("lime.b", 54, 20, 1.0, 10),
    ("spruce.a", 56, 42, 1.1, 10), ("lime.b", 36, 20.5, 0.9, 100),
]
BENCHES = [  # x, y, turn in degrees (0 faces south)
    (-25, -13, -90), (-25, 7, -90), (25, -16.2, 90), (24.6, 3, 90),
    (-15, 12.0, 180), (15, 12.0, 180), (-15, -18.2, 0), (15, -18.2, 0),
    (-6.6, -33.5, 90), (6.6, -33.5, -90), (-6.6, -41, 90), (6.6, -41, -90),
    (-33.5, 10, -90), (-33.5, -10, -90),
]
LAMPS = [(-6.6, -22), (6.6, -22), (-24, -21.5), (24, -21.5), (-24, 22.5), (24, 22.5), (-6.2, -36), (6.2, -36),
         (6.2, 22.5), (-31.4, 8.2), (-31.4, -8.2), (-6.6, 11.6), (6.6, 11.6), (-6.2, -47), (6.2, -47)]
TOTEMS = [  # title, subtitle, x, y, facing azimuth in degrees
    ("ENSTIB", "École du bois", -2.6, 21.5, 175),
    ("Faculté de droit", "Licence de droit", -33.5, 5.6, 95),
    ("IUT Hubert-Curien", "Institut de technologie", 13.5, 24.0, 180),
    ("Maison de l’Étudiant", "Vie étudiante", 28.8, 3.0, 262),
]
