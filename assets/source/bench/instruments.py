"""The press and the instruments, each about its own origin; faces to be read are nodes of their own.

Frame of each: x to the right of the reader, y away from the reader, z up."""

from math import cos, pi, radians, sin

from mathutils import Matrix

from kit.mesh import Mesh
from . import plan


def face(width, height, round_=False):
    """A face to draw readings on, turned to the reader, UV 0…1 once over it; a round one fills its circle."""
    mesh = Mesh()
    if round_:
        ring = [(cos(2 * pi * k / 48), sin(2 * pi * k / 48)) for k in range(48)]
        mesh.face([(x * width / 2, 0, z * height / 2) for x, z in ring], "display_dial", uv=[(x / 2 + 0.5, z / 2 + 0.5) for x, z in ring])
    else:
        x, z = width / 2, height / 2
        mesh.face([(-x, 0, -z), (x, 0, -z), (x, 0, z), (-x, 0, z)], "display_lcd", uv=[(0, 0), (1, 0), (1, 1), (0, 1)])
    return mesh


def _across(mesh, x, y0, y1, z, radius, name, sides=16):
    mesh.tube([((x, y0, z), radius), ((x, y1, z), radius)], name, sides)


def press(mesh):
    """A bench press with a C-frame behind the beam; origin under the beam's middle, on the floor."""
    bed = plan.SUPPORT_M - 0.13
    mesh.box((0, 0.05, 0.36), (1.36, 0.5, 0.72), "panel_grey", bevel=0.02)
    mesh.box((0, 0.05, 0.05), (1.42, 0.54, 0.1), "anthracite", bevel=0.01)
    for x in (-0.34, 0.34):
        mesh.box((x, -0.205, 0.4), (0.62, 0.012, 0.56), "panel_teal", bevel=0.004)
        mesh.box((x + (0.24 if x < 0 else -0.24), -0.215, 0.5), (0.02, 0.02, 0.14), "steel")
    mesh.box((0, 0.02, bed - 0.065), (1.34, 0.24, 0.13), "anthracite", bevel=0.008)
    for s in (-1, 1):
        x = s * plan.SPAN_M / 2
        mesh.box((x, 0, bed + 0.045), (0.10, 0.12, 0.09), "steel", bevel=0.006)
        mesh.box((x, 0, bed + 0.095), (0.05, 0.11, 0.03), "anthracite", bevel=0.004)
        _across(mesh, x, -0.055, 0.055, plan.SUPPORT_M - 0.015, 0.015, "brass")
    for x in (-0.17, 0.17):
        mesh.tube([((x, 0.19, bed - 0.1), 0.034), ((x, 0.19, 1.62), 0.034)], "panel_grey", 18)
        mesh.tube([((x, 0.19, 1.62), 0.042), ((x, 0.19, 1.66), 0.042)], "anthracite", 18)
    mesh.box((0, 0.1, 1.5), (0.48, 0.3, 0.2), "panel_teal", bevel=0.02)
    mesh.box((-0.37, 0.13, 1.5), (0.3, 0.15, 0.11), "panel_teal", bevel=0.012)
    mesh.box((0, 0.19, 1.17), (0.46, 0.05, 0.06), "anthracite", bevel=0.006)
    with mesh.at(0, -0.052, 1.475):
        mesh.text("F", 0.09, "white", 0.004)
    # the console on an arm
    mesh.tube([((0.17, 0.19, 1.3), 0.018), ((0.42, 0.12, 1.3), 0.018), ((0.55, 0.07, 1.3), 0.018)], "steel", 10)
    with mesh.at(matrix=CONSOLE):
        mesh.box((0, 0.028, 0), (0.40, 0.05, 0.24), "anthracite", bevel=0.012)
        for k, name in enumerate(("panel_teal", "panel_orange", "panel_red")):
            mesh.box((-0.13 + 0.07 * k, 0.001, -0.098), (0.05, 0.012, 0.024), name, bevel=0.004)


CONSOLE = Matrix.Translation((0.60, -0.02, 1.32)) @ Matrix.Rotation(radians(-10), 4, "X")


def ram(mesh):
    """What comes down on the beam: piston, load cell, nose. Origin at the lowest line of the nose."""
    mesh.tube([((0, 0, 0.14), 0.03), ((0, 0, 0.42), 0.03)], "steel", 20)
    mesh.tube([((0, 0, 0.055), 0.02), ((0, 0, 0.07), 0.048), ((0, 0, 0.125), 0.048), ((0, 0, 0.14), 0.03)], "panel_orange", 24)
    mesh.box((0, 0, 0.042), (0.05, 0.09, 0.03), "anthracite", bevel=0.004)
    _across(mesh, 0, -0.05, 0.05, 0.015, 0.015, "brass")


def wheel(mesh):
    """The hand wheel that drives the ram; it turns about y."""
    ring = [((0.15 * cos(2 * pi * k / 32), 0, 0.15 * sin(2 * pi * k / 32)), 0.013) for k in range(33)]
    mesh.tube(ring, "anthracite", 10, cap=False)
    for k in range(3):
        a = 2 * pi * k / 3 + pi / 2
        mesh.tube([((0, 0, 0), 0.011), ((0.145 * cos(a), 0, 0.145 * sin(a)), 0.009)], "steel", 8, cap=False)
    _across(mesh, 0, -0.03, 0.03, 0, 0.03, "steel")
    _across(mesh, 0, 0.02, 0.2, 0, 0.014, "steel")
    _across(mesh, 0.15, -0.075, 0.0, 0, 0.014, "panel_red", 12)


def dial_gauge(mesh):
    """A big dial: origin at the middle of its face; its stem reaches up to the beam behind it."""
    _across(mesh, 0, -0.004, 0.045, 0, 0.106, "steel", 40)
    ring = [((0.102 * cos(2 * pi * k / 40), -0.004, 0.102 * sin(2 * pi * k / 40)), 0.006) for k in range(41)]
    mesh.tube(ring, "anthracite", 8, cap=False)
    mesh.tube([((0, 0.02, 0.098), 0.012), ((0, 0.02, 0.112), 0.012), ((0, 0.02, 0.112), 0.006), ((0, 0.02, GAUGE_RISE - 0.02), 0.006)], "steel", 12)
    mesh.box((0, 0.10, GAUGE_RISE - 0.012), (0.02, 0.18, 0.012), "brass", bevel=0.003)
    mesh.box((0, 0.08, 0.0), (0.05, 0.07, 0.05), "anthracite", bevel=0.005)


GAUGE_OUT = 0.19                            # how far before the beam the face is
GAUGE_RISE = 0.138                          # from the middle of the face to the beam's lower side


def scale(mesh):
    """A platform scale with two forks for a beam; origin in the middle of its foot."""
    mesh.box((0, 0, 0.03), (0.36, 0.27, 0.06), "panel_white", bevel=0.014)
    mesh.box((0, 0.0, 0.07), (0.34, 0.25, 0.016), "steel", bevel=0.004)
    for x in (-0.12, 0.12):
        mesh.box((x, 0, 0.093), (0.03, 0.10, 0.03), "anthracite", bevel=0.003)
        for y in (-0.038, 0.038):
            mesh.box((x, y, 0.116), (0.03, 0.02, 0.028), "anthracite", bevel=0.003)
    with mesh.at(matrix=SCALE_HEAD):
        mesh.box((0, 0.022, 0), (0.28, 0.04, 0.14), "panel_white", bevel=0.01)
        for k in range(3):
            mesh.box((-0.07 + 0.07 * k, 0.0, -0.05), (0.045, 0.012, 0.018), ("panel_teal", "panel_grey", "panel_grey")[k], bevel=0.003)


SCALE_HEAD = Matrix.Translation((0, -0.22, 0.075)) @ Matrix.Rotation(radians(-42), 4, "X")
SCALE_CARRIES = 0.108                       # height at which a beam lies in the forks


def caliper(mesh):
    """A large digital caliper on a sloping stand; origin in the middle of its foot."""
    with mesh.at(matrix=CALIPER_SLOPE):
        mesh.box((0, 0.035, 0.0), (0.52, 0.03, 0.24), "worktop", bevel=0.006)
        mesh.box((0.0, -0.004, -0.105), (0.52, 0.05, 0.02), "worktop", bevel=0.004)
        mesh.box((0.02, 0.008, 0.015), (0.44, 0.010, 0.036), "steel", bevel=0.002)
        for k in range(33):
            mesh.box((-0.14 + 0.01 * k, 0.0025, 0.008 + (0.004 if k % 5 else 0.0)), (0.0016, 0.002, 0.012 if k % 5 else 0.02), "ul_black")
        for x, flip in ((-0.19, 1), (-0.115, -1)):
            mesh.face([(x - 0.018, 0.003, 0.034), (x - 0.018, 0.003, -0.05), (x + flip * 0.014, 0.003, -0.088), (x + 0.018, 0.003, -0.05), (x + 0.018, 0.003, 0.034)], "steel")
            mesh.face([(x - 0.01, 0.003, 0.03), (x + 0.01, 0.003, 0.03), (x - flip * 0.006, 0.003, 0.085)], "steel")
        mesh.box((-0.03, -0.004, 0.015), (0.19, 0.022, 0.085), "anthracite", bevel=0.006)
        for k in range(2):
            mesh.box((-0.07 + 0.05 * k, -0.016, -0.016), (0.034, 0.008, 0.014), ("panel_red", "panel_teal")[k], bevel=0.002)
        mesh.tube([((0.04, 0.0, -0.035), 0.012), ((0.04, -0.016, -0.035), 0.012)], "steel", 16)
    for x in (-0.2, 0.2):
        mesh.box((x, 0.06, 0.06), (0.02, 0.12, 0.12), "worktop")


CALIPER_SLOPE = Matrix.Translation((0, -0.02, 0.135)) @ Matrix.Rotation(radians(-38), 4, "X")


def hammer(mesh):
    """A light hammer with a hard tip, lying on its side; origin in its head."""
    mesh.tube([((-0.045, 0, 0), 0.014), ((-0.02, 0, 0), 0.017), ((0.03, 0, 0), 0.017), ((0.036, 0, 0), 0.012)], "steel", 18)
    mesh.tube([((0.036, 0, 0), 0.012), ((0.05, 0, 0), 0.012), ((0.056, 0, 0), 0.008)], "panel_white", 16)
    mesh.tube([((0, -0.012, 0), 0.0085), ((0, -0.1, 0), 0.0085), ((0, -0.13, 0), 0.012), ((0, -0.26, 0), 0.0135), ((0, -0.275, 0), 0.010)], "larch", 14)


def microphone(mesh):
    """A microphone on a round foot, aimed along +x; origin at its capsule."""
    mesh.tube([((-0.012, 0, 0), 0.016), ((0.0, 0, 0), 0.019), ((0.014, 0, 0), 0.016)], "steel", 18)
    mesh.tube([((-0.14, 0, 0), 0.010), ((-0.012, 0, 0), 0.011)], "anthracite", 14)
    mesh.tube([((-0.10, 0, 0.0), 0.008), ((-0.10, 0, -0.02), 0.008), ((-0.10, 0.0, MICROPHONE_HIGH - 0.0), 0.008)], "anthracite", 10)
    mesh.tube([((-0.10, 0, MICROPHONE_HIGH), 0.07), ((-0.10, 0, MICROPHONE_HIGH + 0.014), 0.068), ((-0.10, 0, MICROPHONE_HIGH + 0.02), 0.02)], "anthracite", 24)


MICROPHONE_HIGH = -0.13                     # the table under the capsule


def analyser(mesh):
    """The box that shows what the microphone hears; origin in the middle of its foot."""
    with mesh.at(matrix=ANALYSER_FACE):
        mesh.box((0, 0.035, 0), (0.46, 0.065, 0.30), "anthracite", bevel=0.012)
        for k in range(4):
            mesh.tube([((0.205, -0.006, 0.09 - 0.055 * k), 0.012), ((0.205, 0.01, 0.09 - 0.055 * k), 0.012)], "panel_teal" if k else "panel_orange", 14)
    for x in (-0.16, 0.16):
        mesh.box((x, 0.06, 0.012), (0.03, 0.2, 0.024), "anthracite")


ANALYSER_FACE = Matrix.Translation((0, 0, 0.165)) @ Matrix.Rotation(radians(-14), 4, "X")


def cradles(mesh):
    """Two foam blocks under the points where a free beam does not move; origin on the table."""
    for s in (-1, 1):
        mesh.box((s * plan.NODES_M, 0, 0.02), (0.10, 0.16, 0.04), "larch", bevel=0.004)
        mesh.box((s * plan.NODES_M, 0, 0.055), (0.06, 0.14, 0.03), "rubber", bevel=0.008)


CRADLE_M = 0.07
