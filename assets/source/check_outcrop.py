"""Check outcrop.glb: measuring places lie exactly on their planes, on rock, within reach of someone standing; ids and budgets.

Reads the file itself, without the scripts that made it: python check_outcrop.py [outcrop.glb]"""

from math import acos, cos, degrees, pi, radians, sin
from pathlib import Path

import bpy  # noqa: F401  (it brings mathutils)
from mathutils import Vector
from mathutils.bvhtree import BVHTree

from kit import verdict
from kit.glb import Glb
from kit.standing import colliders, walkable

HERE = Path(__file__).resolve().parent
BUDGET_TRIANGLES, BUDGET_DRAWS = 600_000, 300
# The truth: strike (right-hand rule) and dip of each limb, in degrees.
PLANES = {"w": (20.0, 40.0), "e": (180.0, 55.0)}
STATIONS, PLACE_RADIUS_M = 8, 0.25
EXACT_DEG, ROUGH_M, FACET_DEG = 0.01, 0.012, 10.0
HEIGHT_M, ARM_M = (0.6, 1.8), 0.95         # of a place above where one stands; from the feet to under the place
SIGHT_M = {"poi.outcrop": 8.0, "poi.log": 2.6, "poi.view": 26.0}


def upward_normal(strike_deg, dip_deg):
    """Upward unit normal in the room's frame (x east, y up, −z north), right-hand rule (Ragan 2009)."""
    s, d = radians(strike_deg), radians(dip_deg)
    east, north, up = sin(d) * sin(s + pi / 2), sin(d) * cos(s + pi / 2), cos(d)
    return Vector((east, up, -north))


def expected():
    ids = {f"surface.limb_{limb}.{k}" for limb in PLANES for k in range(1, STATIONS + 1)}
    ids |= {f"spawn.base.{k}" for k in range(1, 9)} | set(SIGHT_M)
    return ids | {"instrument.board", "display.board", "rock", "ground", "staff", "collider.ground", "collider.rock"}


def _measurable(glb, name, index, rock, tree):
    """What is wrong with one measuring place."""
    problems, matrix = [], glb.world[index]
    centre, up = matrix.translation, (matrix.to_3x3() @ Vector((0, 1, 0))).normalized()
    truth = upward_normal(*PLANES[name.split("_")[1][0]])
    off = degrees(acos(min(1.0, up.dot(truth))))
    if off > EXACT_DEG:
        problems.append(f"{name}: +Y is {off:.3f}° off its plane")
    side, other = (matrix.to_3x3() @ Vector(v) for v in ((1, 0, 0), (0, 0, 1)))
    for k in range(25):
        a, r = 2 * pi * k / 8, PLACE_RADIUS_M * (0.33 * (1 + (k - 1) // 8) if k else 0.0)
        point = centre + side * (r * cos(a)) + other * (r * sin(a))
        hit, facing, _, far = rock.ray_cast(point + truth * 0.3, -truth, 0.6)
        if hit is None or abs(far - 0.3) > ROUGH_M:
            problems.append(f"{name}: rock is {'absent' if hit is None else f'{1000 * (0.3 - far):.0f} mm from the plane'}")
            break
        if degrees(facing.angle(truth)) > FACET_DEG:
            problems.append(f"{name}: a facet lies {degrees(facing.angle(truth)):.0f}° off")
            break
    best = "no free place to stand within reach"
    for k in range(96):
        a, r = 2 * pi * k / 24, ARM_M * (0.55 + 0.15 * (k // 24))
        stand = Vector((centre.x + r * cos(a), 0.0, centre.z + r * sin(a)))
        if walkable(tree, stand):
            continue
        if not HEIGHT_M[0] <= centre.y <= HEIGHT_M[1]:
            best = f"{centre.y:.2f} m above where one stands"
            continue
        eye = Vector((stand.x, 1.6, stand.z))
        aim = centre + truth * 0.04 - eye
        if tree.ray_cast(eye, aim, aim.length)[0] is None:
            return problems
        best = "hidden from who stands before it"
    return problems + [f"{name}: {best}"]


def check(path):
    """All problems found, as sentences."""
    glb, problems = Glb(path), []
    kinds = {kind: glb.by_kind(kind) for kind in ("spawn", "poi", "surface", "instrument_mount", "display", "collider", "scenery")}
    there = {name for found in kinds.values() for name in found}
    problems += [f"{name}: missing" for name in sorted(expected() - there)]
    tree = colliders(glb, problems)
    rock = BVHTree.FromPolygons(*glb.triangles(kinds["scenery"]["rock"]))
    for name, index in kinds["surface"].items():
        problems += _measurable(glb, name, index, rock, tree)
    for kind in ("spawn", "poi"):
        for name, index in kinds[kind].items():
            place = glb.world[index].translation.copy()
            if kind == "poi":
                view = glb.world[index].to_3x3() @ Vector((0, 0, -1))
                far = rock.ray_cast(place, view, SIGHT_M.get(name, 0.0))[3]
                if far is None:
                    problems.append(f"{name}: does not look at the rock within {SIGHT_M.get(name)} m")
            place.y = 0.0
            why = walkable(tree, place)
            if why:
                problems.append(f"{name}: {why}")
    return glb, kinds, problems


if __name__ == "__main__":
    verdict.main(check, HERE.parent / "outcrop" / "outcrop.glb", BUDGET_TRIANGLES, BUDGET_DRAWS)
