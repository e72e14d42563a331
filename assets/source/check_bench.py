"""Check bench.glb: beams lie in the rack and fit every place made for one, faces can be read from where one stands, ids, budgets.

Reads the file itself, without the scripts that made it: python check_bench.py [bench.glb]"""

from math import atan, degrees
from pathlib import Path

import bpy  # noqa: F401  (it brings mathutils)
from mathutils import Vector

from kit import handling, verdict
from kit.glb import Glb
from kit.standing import colliders, walkable

HERE = Path(__file__).resolve().parent
BUDGET_TRIANGLES, BUDGET_DRAWS = 300_000, 200
BEAMS = [f"prop.beam.{k}" for k in range(1, 7)]
SIZE_M, SPAN_M, LEVEL_M = (1.20, 0.06, 0.04), 1.08, 0.0005       # along x, up, along z; 18 times the height
INSTRUMENTS = ("press", "dial_gauge", "caliper", "scale", "hammer", "microphone")
# From where a face is read, and the heights of its digits as a share of the face's.
FACES = {"press": ("poi.press", 0.5), "dial_gauge": ("poi.press", 0.14), "caliper": ("poi.scale", 0.7), "scale": ("poi.scale", 0.6),
         "microphone": ("poi.tap", 0.12)}
PIXELS_PER_DEG, DIGIT_PX, SLANT_DEG = 18.0, 18.0, 55.0


def expected():
    ids = set(BEAMS) | {f"socket.{s}" for s in ("press", "scale", "tap", *(f"rack.{k}" for k in range(1, 7)))}
    ids |= {f"instrument.{i}" for i in INSTRUMENTS} | {f"display.{f}" for f in FACES} | {f"spawn.bench.{k}" for k in range(1, 9)}
    return ids | {"poi.press", "poi.rack", "poi.scale", "poi.tap", "poi.workshop", "press.ram", "press.wheel", "room", "collider.ground"}


def _face(glb, name, index, eye, share):
    """Whether a face is whole in UV, turned to its reader, and its digits large enough."""
    problems = []
    primitive = glb.json["meshes"][glb.json["nodes"][index]["mesh"]]["primitives"][0]
    uv = glb.accessor(primitive["attributes"]["TEXCOORD_0"])
    if abs(uv.min()) > 1e-3 or abs(uv.max() - 1) > 1e-3:
        problems.append(f"{name}: its UV does not run from 0 to 1")
    points, faces = glb.triangles(index)
    a, b, c = (points[k] for k in faces[0])
    facing = (b - a).cross(c - a).normalized()
    centre = sum(points, Vector()) / len(points)
    slant = degrees(facing.angle(eye - centre))
    if slant > SLANT_DEG:
        problems.append(f"{name}: seen from {slant:.0f}° aside")
    up = glb.world[index].to_3x3() @ Vector((0, 1, 0))
    high = max((p - centre).dot(up) for p in points) * 2
    pixels = 2 * degrees(atan(high * share / 2 / (eye - centre).length)) * PIXELS_PER_DEG
    if pixels < DIGIT_PX:
        problems.append(f"{name}: digits would be {pixels:.0f} pixels high from {(eye - centre).length:.2f} m")
    return problems


def check(path):
    """All problems found, as sentences."""
    glb, problems = Glb(path), []
    kinds = {kind: glb.by_kind(kind) for kind in
             ("spawn", "poi", "prop", "socket", "instrument_mount", "display", "part", "collider", "scenery")}
    everything = {name: index for found in kinds.values() for name, index in found.items()}
    problems += [f"{name}: missing" for name in sorted(expected() - set(everything))]
    tree = colliders(glb, problems)
    for kind in ("spawn", "poi"):
        for name, index in kinds[kind].items():
            place = glb.world[index].translation.copy()
            place.y = 0.0
            why = walkable(tree, place)
            if why:
                problems.append(f"{name}: {why}")
    problems += handling.resting(glb, kinds["prop"], tree)
    for name, index in kinds["prop"].items():
        points, _ = glb.triangles(index)
        size = [max(p[k] for p in points) - min(p[k] for p in points) for k in range(3)]
        if any(abs(a - b) > 0.0015 for a, b in zip(size, SIZE_M)):
            problems.append(f"{name}: measures {' × '.join(f'{s:.4f}' for s in size)} m")
    for socket in kinds["socket"].values():
        problems += handling.fitting(glb, socket, list(kinds["prop"].values()), tree)
    middle = glb.world[kinds["socket"]["socket.press"]].translation
    for side in (-1, 1):
        line = middle + Vector((side * SPAN_M / 2, -SIZE_M[1] / 2 + 0.01, 0))
        top = tree.ray_cast(line, Vector((0, -1, 0)), 0.05)[0]
        if top is None or abs(line.y - 0.01 - top.y) > LEVEL_M + 0.001:
            problems.append("socket.press: no support half a span from its middle")
    for name, (place, share) in FACES.items():
        if f"display.{name}" in everything and place in everything:
            eye = glb.world[everything[place]].translation
            problems += _face(glb, f"display.{name}", everything[f"display.{name}"], eye, share)
    return glb, kinds, problems


if __name__ == "__main__":
    verdict.main(check, HERE.parent / "timber-bench" / "bench.glb", BUDGET_TRIANGLES, BUDGET_DRAWS)
