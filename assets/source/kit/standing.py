"""Where a body can stand among a scene's colliders (glTF frame, y up)."""

from mathutils import Vector
from mathutils.bvhtree import BVHTree

BODY_RADIUS_M = 0.35


def colliders(glb, problems):
    """All colliders of a scene as one tree; a collider with a material is a problem."""
    points, faces = [], []
    for name, index in glb.by_kind("collider").items():
        if any("material" in p for p in glb.json["meshes"][glb.json["nodes"][index]["mesh"]]["primitives"]):
            problems.append(f"{name}: a collider must have no material")
        more, triples = glb.triangles(index)
        faces += [[i + len(points) for i in t] for t in triples]
        points += more
    return BVHTree.FromPolygons(points, faces)


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
