"""Check campus.glb: every id is there, places are free to stand on, the round can be walked.

Reads the file itself, without Blender's scripts: python check_campus.py [campus.glb]"""

import json
import struct
import sys
from pathlib import Path

import numpy as np
import bpy  # noqa: F401  (it brings mathutils)
from mathutils import Matrix, Quaternion, Vector
from mathutils.bvhtree import BVHTree

HERE = Path(__file__).resolve().parent
BODY_RADIUS_M, STEP_M = 0.35, 0.25
BUDGET_TRIANGLES, BUDGET_DRAWS = 600_000, 300
BUILDINGS = ("enstib", "droit", "iut", "vie-etudiante")
TYPES = {5121: np.uint8, 5123: np.uint16, 5125: np.uint32, 5126: np.float32}
WIDTH = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}


class Glb:
    """The JSON, the binary chunk and the nodes with their world matrices (glTF frame)."""

    def __init__(self, path):
        data = Path(path).read_bytes()
        length = struct.unpack_from("<I", data, 12)[0]
        self.json = json.loads(data[20:20 + length])
        self.binary = data[28 + length:]
        self.world = {}
        for root in self.json["scenes"][self.json.get("scene", 0)]["nodes"]:
            self._place(root, Matrix.Identity(4))

    def _place(self, index, above):
        node = self.json["nodes"][index]
        t, r, s = node.get("translation", (0, 0, 0)), node.get("rotation", (0, 0, 0, 1)), node.get("scale", (1, 1, 1))
        local = Matrix.LocRotScale(Vector(t), Quaternion((r[3], r[0], r[1], r[2])), Vector(s))
        self.world[index] = above @ local
        for child in node.get("children", ()):
            self._place(child, self.world[index])

    def accessor(self, index):
        a = self.json["accessors"][index]
        view = self.json["bufferViews"][a["bufferView"]]
        start = view.get("byteOffset", 0) + a.get("byteOffset", 0)
        count = a["count"] * WIDTH[a["type"]]
        return np.frombuffer(self.binary, TYPES[a["componentType"]], count, start).reshape(a["count"], -1)

    def by_kind(self, kind):
        found = {}
        for index, node in enumerate(self.json["nodes"]):
            mark = node.get("extras", {}).get("pleiades")
            if mark and mark["kind"] == kind:
                found[mark["id"]] = index
        return found

    def triangles(self, index):
        """World triangles of a node, as points and triples."""
        points, faces = [], []
        for primitive in self.json["meshes"][self.json["nodes"][index]["mesh"]]["primitives"]:
            start = len(points)
            points += [self.world[index] @ Vector(p) for p in self.accessor(primitive["attributes"]["POSITION"]).tolist()]
            faces += (self.accessor(primitive["indices"]).reshape(-1, 3) + start).tolist()
        return points, faces


def walkable(tree, point):
    """Why a body cannot stand at a point (glTF frame, y up), or None."""
    down = Vector((0, -1, 0))
    floor, normal, _, _ = tree.ray_cast(point + Vector((0, 1.2, 0)), down, 3.0)
    if floor is None:
        return "no ground below"
    if normal.y < 0.7:
        return "ground too steep"
    for height in (0.55, 1.0, 1.6):
        chest = Vector((point.x, floor.y + height, point.z))
        nearest, _, _, distance = tree.find_nearest(chest)
        if nearest is not None and distance < BODY_RADIUS_M:
            return f"something {distance:.2f} m away at {height} m height"
    return None


def expected():
    ids = {f"spawn.forecourt.{k}" for k in range(1, 9)} | {f"path.round.{k}" for k in range(1, 13)}
    ids |= {f"poi.{b}" for b in BUILDINGS} | {f"building.{b}" for b in BUILDINGS}
    return ids | {"ground", "trees", "collider.ground"}


def check(path):
    """All problems found, as sentences."""
    glb, problems = Glb(path), []
    kinds = {kind: glb.by_kind(kind) for kind in ("spawn", "poi", "path", "collider", "building", "scenery")}
    there = {name for found in kinds.values() for name in found}
    problems += [f"{name}: missing" for name in sorted(expected() - there)]
    points, faces = [], []
    for name, index in kinds["collider"].items():
        if any("material" in p for p in glb.json["meshes"][glb.json["nodes"][index]["mesh"]]["primitives"]):
            problems.append(f"{name}: a collider must have no material")
        more, triples = glb.triangles(index)
        faces += [[i + len(points) for i in t] for t in triples]
        points += more
    tree = BVHTree.FromPolygons(points, faces)
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
    """A point of interest looks at its building: the view ray meets it first among the buildings."""
    problems = []
    trees = {name: BVHTree.FromPolygons(*glb.triangles(index)) for name, index in kinds["building"].items()}
    for name, index in kinds["poi"].items():
        eye, view = glb.world[index].translation, glb.world[index].to_3x3() @ Vector((0, 0, -1))
        hits = {b: tree.ray_cast(eye, view, 60.0)[3] for b, tree in trees.items()}
        seen = min((d, b) for b, d in hits.items() if d is not None) if any(hits.values()) else (0, "nothing")
        if seen[1] != name.replace("poi.", "building."):
            problems.append(f"{name}: looks at {seen[1]}")
    return problems


def report(glb):
    """Triangles and draw batches of what is shown (instances of one mesh are one batch per material)."""
    triangles, draws, batches = 0, 0, set()
    for node in glb.json["nodes"]:
        if "mesh" not in node or node.get("extras", {}).get("pleiades", {}).get("kind") == "collider":
            continue
        for k, primitive in enumerate(glb.json["meshes"][node["mesh"]]["primitives"]):
            triangles += glb.json["accessors"][primitive["indices"]]["count"] // 3
            draws += 1
            batches.add((node["mesh"], k))
    return triangles, draws, len(batches)


def main(path):
    glb, kinds, problems = check(path)
    triangles, draws, batches = report(glb)
    print(", ".join(f"{len(found)} {kind}" for kind, found in kinds.items()))
    print(f"{triangles} triangles, {draws} primitives, {batches} batches, {Path(path).stat().st_size / 1e6:.1f} MB")
    if triangles > BUDGET_TRIANGLES:
        problems.append(f"{triangles} triangles; the budget is {BUDGET_TRIANGLES}")
    if batches > BUDGET_DRAWS:
        problems.append(f"{batches} batches; the budget is {BUDGET_DRAWS}")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else HERE.parent / "campus-epinal" / "campus.glb"))
