"""Checks of things to take into the hand: they lie still where they are, and fit the places made for them."""

from mathutils import Vector
from mathutils.bvhtree import BVHTree
from mathutils.geometry import convex_hull_2d

REST_M = 0.0015         # how far a prop may hang above what carries it, or sink into it
SLACK_M = 0.001         # how much a prop is shrunk before it is tried in a place


def _inside(polygon, point):
    """Whether a point lies within a convex polygon given counter-clockwise."""
    return all((b - a).cross(point - a) >= -1e-6 for a, b in zip(polygon, polygon[1:] + polygon[:1]))


def _footprint(points, lowest):
    """The convex outline (x, −z) of what touches the ground."""
    flat = [Vector((p.x, -p.z)) for p in points if p.y < lowest + REST_M]
    return [flat[k] for k in convex_hull_2d(flat)]


def _carried(points, lowest, tree):
    """The convex outline of where colliders carry what stands on these points, or nothing."""
    outline = _footprint(points, lowest)
    if len(outline) < 3:
        return []
    steps = [a.lerp(b, t / 40) for a, b in zip(outline, outline[1:] + outline[:1]) for t in range(40)]
    held = [p for p in steps if tree.ray_cast(Vector((p.x, lowest + 0.002, -p.y)), Vector((0, -1, 0)), 0.002 + REST_M)[0]]
    return [held[k] for k in convex_hull_2d(held)] if len(held) > 2 else []


def resting(glb, props, tree):
    """Each prop lies on colliders without sinking in, would not tip, and touches no other."""
    problems, bodies = [], {}
    for name, index in props.items():
        points, faces = glb.triangles(index)
        if not all("material" in p for p in glb.json["meshes"][glb.json["nodes"][index]["mesh"]]["primitives"]):
            problems.append(f"{name}: has no material")
        bodies[name] = BVHTree.FromPolygons(points, faces)
        centre = glb.world[index].translation
        hull = _carried(points, min(p.y for p in points), tree)
        if len(hull) < 3:
            problems.append(f"{name}: lies on nothing")
        elif not _inside(hull, Vector((centre.x, -centre.z))):
            problems.append(f"{name}: would tip over")
        shrunk = [centre + (p - centre) * 0.97 + Vector((0, REST_M, 0)) for p in points]
        if BVHTree.FromPolygons(shrunk, faces).overlap(tree):
            problems.append(f"{name}: sticks in a collider")
    names = sorted(bodies)
    for k, a in enumerate(names):
        problems += [f"{a} and {b} touch" for b in names[k + 1:] if bodies[a].overlap(bodies[b])]
    return problems


def fitting(glb, socket, props, tree):
    """Each of the props can be put into a socket: nothing is in its way there, and something carries it."""
    problems = []
    name = glb.json["nodes"][socket]["extras"]["pleiades"]["id"]
    for prop in props:
        called = glb.json["nodes"][prop]["extras"]["pleiades"]["id"]
        move = glb.world[socket] @ glb.world[prop].inverted()
        points, faces = glb.triangles(prop)
        points = [move @ p for p in points]
        centre = glb.world[socket].translation
        half = max((p - centre).length for p in points)
        tight = [centre + (p - centre) * (1 - SLACK_M / half) for p in points]
        tight = [Vector((p.x, max(p.y, min(q.y for q in points) + SLACK_M), p.z)) for p in tight]
        if BVHTree.FromPolygons(tight, faces).overlap(tree):
            problems.append(f"{name}: {called} does not fit")
        hull = _carried(points, min(p.y for p in points), tree)
        if len(hull) < 3 or not _inside(hull, Vector((centre.x, -centre.z))):
            problems.append(f"{name}: nothing carries {called}")
    return problems
