"""Check campus.glb: every id is there, places are free to stand on, the round can be walked, props lie and fit.

Reads the file itself, without Blender's scripts: python check_campus.py [campus.glb]"""

from math import radians
from pathlib import Path

import bpy  # noqa: F401  (it brings mathutils)
from mathutils import Vector
from mathutils.bvhtree import BVHTree

from kit import handling, verdict
from kit.glb import Glb
from kit.standing import colliders, walkable

HERE = Path(__file__).resolve().parent
STEP_M = 0.25
BUDGET_TRIANGLES, BUDGET_DRAWS = 600_000, 300
PROPS = ("beam.spruce", "beam.oak", "block.beech", "mallet", "dowel", "puzzle.a")
RACK = ("prop.beam.spruce", "prop.beam.oak")       # what each place of the rack takes
# What a point of interest looks at, where it is not the building of the same name; None: past all buildings.
LOOKS = {"poi.grande-halle": "building.enstib", "poi.forecourt": "inlay", "poi.workbench": "workbench", "poi.forest": None}
# What can be pointed at: seen from where, and how far off its middle its surface may be, m.
ZONES = {"zone.enstib.cylinder": ("poi.enstib", 7.0), "zone.grande-halle": ("poi.grande-halle", 4.0), "zone.droit.entrance": ("poi.droit", 2.0),
         "zone.iut.entrance": ("poi.iut", 2.0), "zone.vie-etudiante.terrace": ("poi.vie-etudiante", 6.0),
         "zone.inlay": ("poi.forecourt", 0.0), "zone.workbench": ("poi.workbench", 0.0)}
ASIDE_DEG, CLEAR_VIEW_M = 20.0, 90.0
BUILDINGS = ("enstib", "droit", "iut", "vie-etudiante")


def expected():
    ids = {f"spawn.forecourt.{k}" for k in range(1, 9)} | {f"path.round.{k}" for k in range(1, 13)}
    ids |= {f"poi.{b}" for b in BUILDINGS} | {f"building.{b}" for b in BUILDINGS}
    ids |= set(LOOKS) | set(ZONES) | {f"prop.{p}" for p in PROPS} | {f"socket.rack.{k}" for k in range(1, 4)}
    return ids | {"ground", "trees", "collider.ground", "workbench", "collider.workbench", "collider.rack"}


def check(path):
    """All problems found, as sentences."""
    glb, problems = Glb(path), []
    kinds = {kind: glb.by_kind(kind) for kind in ("spawn", "poi", "path", "collider", "building", "scenery", "prop", "socket", "zone")}
    there = {name for found in kinds.values() for name in found}
    problems += [f"{name}: missing" for name in sorted(expected() - there)]
    tree = colliders(glb, problems)
    for kind in ("spawn", "poi", "path"):
        for name, index in kinds[kind].items():
            place = glb.world[index].translation.copy()
            if kind == "poi":
                if not 1.5 < place.y < 1.75:
                    problems.append(f"{name}: not at eye height ({place.y:.2f} m)")
                place.y = 0.0
            why = walkable(tree, place)
            if why:
                problems.append(f"{name}: {why}")
    problems += _walk(glb, kinds, tree)
    problems += _looks(glb, kinds)
    problems += handling.resting(glb, kinds["prop"], tree)
    for socket in kinds["socket"].values():
        problems += handling.fitting(glb, socket, [kinds["prop"][p] for p in RACK if p in kinds["prop"]], tree)
    return glb, kinds, problems


def _walk(glb, kinds, tree):
    """The round is free all along, and every point of interest and spawn reaches it in a straight line."""
    problems = []
    ring = [glb.world[kinds["path"][f"path.round.{k}"]].translation for k in range(1, 13) if f"path.round.{k}" in kinds["path"]]
    legs = [(f"path.round.{k + 1}", a, ring[(k + 1) % len(ring)]) for k, a in enumerate(ring)]
    for kind in ("poi", "spawn"):
        for name, index in kinds[kind].items():
            place = glb.world[index].translation.copy()
            place.y = 0.0
            legs.append((name, place, min(ring, key=lambda p: (p - place).length)))
    for name, a, b in legs:
        steps = max(1, int((b - a).length / STEP_M))
        for k in range(steps + 1):
            why = walkable(tree, a.lerp(b, k / steps))
            if why:
                p = a.lerp(b, k / steps)
                problems.append(f"way from {name}: {why} at x {p.x:.1f}, z {p.z:.1f}")
                break
    return problems


def _looks(glb, kinds):
    """A point of interest looks at what it is for: the view ray meets that building first, or that thing stands ahead.
    From its point of interest, what one may point at is not hidden."""
    problems = []
    trees = {name: BVHTree.FromPolygons(*glb.triangles(index)) for name, index in kinds["building"].items()}
    for name, index in kinds["poi"].items():
        eye, view = glb.world[index].translation, glb.world[index].to_3x3() @ Vector((0, 0, -1))
        hits = [(tree.ray_cast(eye, view, CLEAR_VIEW_M)[3], b) for b, tree in trees.items()]
        far, seen = min(((d, b) for d, b in hits if d is not None), default=(CLEAR_VIEW_M, None))
        wanted = LOOKS.get(name, name.replace("poi.", "building."))
        if wanted in kinds["scenery"]:
            points, _ = glb.triangles(kinds["scenery"][wanted])
            ahead = sum(points, Vector()) / len(points) - eye
            ahead.y = 0.0
            if ahead.angle(view) > radians(ASIDE_DEG) or ahead.length > far:
                problems.append(f"{name}: does not look at {wanted}")
        elif seen != wanted:
            problems.append(f"{name}: looks at {seen or 'no building'}")
    for name, (place, reach) in ZONES.items():
        if name in kinds["zone"] and place in kinds["poi"]:
            eye, middle = (glb.world[i].translation for i in (kinds["poi"][place], kinds["zone"][name]))
            far = (middle - eye).length
            hits = [tree.ray_cast(eye, middle - eye, far)[3] for tree in trees.values()]
            first = min((d for d in hits if d is not None), default=far)
            if far - first > reach + 0.1:
                problems.append(f"{name}: not seen from {place}, hidden {far - first:.1f} m before it")
    return problems


if __name__ == "__main__":
    verdict.main(check, HERE.parent / "campus-epinal" / "campus.glb", BUDGET_TRIANGLES, BUDGET_DRAWS)
