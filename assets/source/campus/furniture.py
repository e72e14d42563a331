"""Benches, lamp posts, bicycle racks, planters, bins and the name totems."""

from math import cos, pi, radians, sin

from kit.mesh import Mesh
from . import plan

RACKS = [(-24.5, 27.0, 6), (33.5, 27.2, 7)]            # x, y, hoops (towards +x)
PLANTERS = [(-3.2, 27.0), (2.6, 27.0), (-29, 24.0), (30.8, 11.0), (30.8, -19.0), (-29.0, -23.6), (29.0, -23.6)]


def bench(mesh):
    """A generous slatted bench, facing -y."""
    for x in (-0.75, 0.75):
        mesh.box((x, 0.02, 0.21), (0.1, 0.5, 0.42), "concrete_pale", bevel=0.02)
        mesh.beam((x, 0.24, 0.4), (x, 0.36, 0.86), 0.05, 0.07, "anthracite")
    for k in range(5):
        mesh.box((0, -0.22 + k * 0.115, 0.445), (1.9, 0.1, 0.04), "larch", bevel=0.012)
    for k in range(3):
        mesh.box((0, 0.245 + k * 0.035, 0.6 + k * 0.12), (1.9, 0.035, 0.1), "larch", bevel=0.01)


def lamp(mesh):
    """A slim timber-and-steel lamp, 4.6 m, with a downward head."""
    mesh.tube([((0, 0, 0), 0.12), ((0, 0, 0.06), 0.12), ((0, 0, 0.1), 0.075), ((0, 0, 0.9), 0.07)], "anthracite", 12, cap=False)
    mesh.tube([((0, 0, 0.9), 0.062), ((0, 0, 3.9), 0.05)], "glulam", 12, cap=False)
    mesh.tube([((0, 0, 3.9), 0.055), ((0, 0, 4.3), 0.05)], "anthracite", 12)
    mesh.tube([((0, 0, 4.28), 0.05), ((0, 0, 4.36), 0.34), ((0, 0, 4.44), 0.36), ((0, 0, 4.56), 0.1)], "anthracite", 20)
    mesh.tube([((0, 0, 4.2), 0.16), ((0, 0, 4.34), 0.3)], "lamp_glass", 20)


def rack(mesh, hoops):
    for k in range(hoops):
        x = k * 0.9
        arc = [((x, -0.35, 0), 0.024), ((x, -0.35, 0.62), 0.024)]
        arc += [((x, -0.35 * cos(a * pi / 8), 0.62 + 0.22 * sin(a * pi / 8)), 0.024) for a in range(1, 8)]
        arc += [((x, 0.35, 0.62), 0.024), ((x, 0.35, 0), 0.024)]
        mesh.tube(arc, "steel", 7, cap=False)


def bicycle(mesh, paint):
    """A city bicycle along y, leaning a little."""
    def wheel(y):
        rim = [((0, y + 0.33 * cos(a * pi / 10), 0.34 + 0.33 * sin(a * pi / 10)), 0.018) for a in range(21)]
        mesh.tube(rim, "rubber", 5, cap=False)
        for a in range(5):
            s = a * pi / 5
            mesh.tube([((0, y + 0.32 * cos(s), 0.34 + 0.32 * sin(s)), 0.004),
                       ((0, y - 0.32 * cos(s), 0.34 - 0.32 * sin(s)), 0.004)], "steel", 3, cap=False)
    wheel(-0.52)
    wheel(0.52)
    for a, b in (((0, -0.52, 0.34), (0, -0.12, 0.3)), ((0, -0.52, 0.34), (0, -0.2, 0.78)), ((0, -0.12, 0.3), (0, -0.22, 0.86)),
                 ((0, -0.12, 0.3), (0, 0.34, 0.72)), ((0, -0.2, 0.72), (0, 0.32, 0.82)), ((0, 0.52, 0.34), (0, 0.32, 0.94))):
        mesh.tube([(a, 0.018), (b, 0.018)], paint, 6, cap=False)
    mesh.tube([((-0.27, 0.22, 0.98), 0.013), ((0, 0.32, 0.97), 0.013), ((0.27, 0.22, 0.98), 0.013)], "anthracite", 6)
    mesh.box((0, -0.24, 0.9), (0.14, 0.27, 0.05), "door_oak", bevel=0.02)


def planter(mesh):
    mesh.box((0, 0, 0.3), (1.5, 1.5, 0.6), "larch", skip="t", bevel=0.02)
    mesh.box((0, 0, 0.57), (1.56, 1.56, 0.06), "glulam", bevel=0.015)
    mesh.box((0, 0, 0.585), (1.36, 1.36, 0.06), "soil", skip="b")


def totem(mesh, title, subtitle):
    """A timber-edged name post, 2.3 m, readable from -y and +y."""
    mesh.box((0, 0, 0.06), (1.5, 0.5, 0.12), "concrete", bevel=0.02)
    mesh.box((0, 0, 1.22), (1.3, 0.14, 2.2), "white", bevel=0.015)
    for s in (-1, 1):
        mesh.box((s * 0.68, 0, 1.22), (0.08, 0.2, 2.26), "larch", bevel=0.015)
    mesh.box((0, 0, 2.37), (1.46, 0.22, 0.07), "larch", bevel=0.015)
    words = title.split(" ")
    lines = [title] if len(title) < 9 else [" ".join(words[:-1]), words[-1]]
    if title.startswith("Maison"):
        lines = ["Maison de", "l’Étudiant"]
    size = min(0.25, 1.14 / max(len(line) for line in lines) * 1.62)
    for turn in (0, pi):
        with mesh.at(yaw=turn):
            mesh.box((0, -0.075, 0.5), (1.26, 0.02, 0.62), "panel_teal" if "IUT" in title else "larch" if "ENSTIB" in title
                     else "panel_red" if "droit" in title else "panel_orange", skip="Y")
            for k, line in enumerate(lines):
                with mesh.at(-0.55, -0.07, 1.92 - k * size * 1.15):
                    mesh.text(line, size, "ul_black", 0.014, "LEFT")
            with mesh.at(-0.55, -0.07, 1.92 - len(lines) * size * 1.15 - 0.02):
                mesh.text(subtitle, 0.1 if len(subtitle) < 20 else 0.094, "ul_black", 0.01, "LEFT", bold=False)
            with mesh.at(-0.55, -0.088, 0.66):
                mesh.text("Campus d’Épinal", 0.1, "white", 0.01, "LEFT")
            with mesh.at(-0.55, -0.088, 0.5):
                mesh.text("Université de Lorraine", 0.075, "white", 0.01, "LEFT", bold=False)


def build():
    """Pieces by name: (mesh, places (x, y, z, yaw)); and the colliders (x, y, size x, size y, height, yaw)."""
    pieces = {name: (Mesh(cell=9), []) for name in
              ("bench", "lamp", "hoop", "planter", "bicycle.red", "bicycle.teal", "bicycle.blue", "totems")}
    boxes = []
    bench(pieces["bench"][0])
    lamp(pieces["lamp"][0])
    rack(pieces["hoop"][0], 1)
    planter(pieces["planter"][0])
    for name, paint in (("red", "panel_red"), ("teal", "panel_teal"), ("blue", "pupils_blue")):
        bicycle(pieces[f"bicycle.{name}"][0], paint)
    for x, y, turn in plan.BENCHES:
        pieces["bench"][1].append((x, y, 0.0, radians(turn)))
        boxes.append((x, y, 2.0, 0.7, 0.9, radians(turn)))
    for x, y in plan.LAMPS:
        pieces["lamp"][1].append((x, y, 0.0, 0.0))
        boxes.append((x, y, 0.3, 0.3, 4.4, 0.0))
    for x, y, hoops in RACKS:
        pieces["hoop"][1].extend((x + k * 0.9, y, 0.0, 0.0) for k in range(hoops))
        for k, name in ((1, "red"), (2, "teal"), (4, "blue")):
            pieces[f"bicycle.{name}"][1].append((x + k * 0.9 + 0.14, y + 0.05, 0.0, 0.05 * k))
        boxes.append((x + (hoops - 1) * 0.45, y, hoops * 0.9, 1.8, 1.0, 0.0))
    for x, y in PLANTERS:
        pieces["planter"][1].append((x, y, 0.0, 0.0))
        boxes.append((x, y, 1.56, 1.56, 1.2, 0.0))
    signs = pieces["totems"]
    signs[1].append((0.0, 0.0, 0.0, 0.0))
    for title, subtitle, x, y, azimuth in plan.TOTEMS:
        yaw = radians(180 - azimuth)
        with signs[0].at(x, y, yaw=yaw):
            totem(signs[0], title, subtitle)
        boxes.append((x, y, 1.5, 0.5, 2.4, yaw))
    return pieces, boxes
