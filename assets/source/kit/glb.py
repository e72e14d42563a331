"""Reading a glb back, without Blender's importer: what the checks look at."""

import json
import struct
from pathlib import Path

import numpy as np
from mathutils import Matrix, Quaternion, Vector

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
            faces += (self.accessor(primitive["indices"]).astype(int).reshape(-1, 3) + start).tolist()
        return points, faces


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
