"""Checks of things to take into the hand: they lie still where they are, and fit the places made for them."""

from mathutils import Vector
from mathutils.bvhtree import BVHTree
from mathutils.geometry import convex_hull_2d

REST_M = 0.0015         # how far a prop may hang above what carries it, or sink into it
SLACK_M = 0.001         # how much a prop is shrunk before it is tried in a place
CARRIED_M = 0.003       # how far below a prop in its place something must carry it


def _inside(polygon, point):
    """Whether a point lies within a convex polygon given counter-clockwise."""
    return all((b - a).cross(point - a) >= -1e-6 for a, b in zip(polygon, polygon[1:] + polygon[:1]))


def _footprint(points, lowest):
    """The convex outline (x, −z) of what touches the ground."""
    flat = [Vector((p.x, -p.z)) for p in points if p.y < lowest + REST_M]
    return [flat[k] for k in convex_hull_2d(flat)]


def resting(glb, props, tree):
    """Each prop lies on a collider without sinking in, stands over its own centre of mass, and touches no other."""
    problems, bodies = [], {}
    for name, index in props.items():
        points, faces = glb.triangles(index)
        if not all("material" in p for p in glb.json["meshes"][glb.json["nodes"][index]["mesh"]]["primitives"]):
            problems.append(f"{name}: has no material")
        bodies[name] = BVHTree.FromPolygons(points, faces)
        lowest = min(p.y for p in points)
        outline = _footprint(points, lowest)
        centre = glb.world[index].translation
        if len(outline) < 3 or not _inside(outline, Vector((centre.x, -centre.z))):
            problems.append(f"{name}: would tip over")
        for x, minus_z in outline:
            top, _, _, _ = tree.ray_cast(Vector((x, lowest + 0.05, -minus_z)), Vector((0, -1, 0)), 0.2)
            if top is None or abs(top.y - lowest) > REST_M:
                problems.append(f"{name}: does not lie on anything at x {x:.2f}, z {-minus_z:.2f}")
                break
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
        lowest = min(p.y for p in points)
        outline = _footprint(points, lowest)
        steps = [a.lerp(b, t / 20) for a, b in zip(outline, outline[1:] + outline[:1]) for t in range(20)]
        carried = [p for p in steps if tree.ray_cast(Vector((p.x, lowest + 0.002, -p.y)), Vector((0, -1, 0)), 0.002 + CARRIED_M)[0]]
        hull = [carried[k] for k in convex_hull_2d(carried)] if len(carried) > 2 else []
        if len(hull) < 3 or not _inside(hull, Vector((centre.x, -centre.z))):
            problems.append(f"{name}: nothing carries {called}")
    return problems
