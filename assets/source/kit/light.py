"""Ambient light baked into corner colours: what a corner sees of its surroundings, and their colour.

The client has sun, shadow and sky light but no bounces; these colours darken corners, soffits and
porches and tint them with what stands near. Open surfaces stay white."""

from math import cos, pi, sin, sqrt

import numpy as np
from mathutils import Vector
from mathutils.bvhtree import BVHTree

from . import images, materials

REACH_M = 7.0          # occluders fade out over this distance
BOUNCE = 0.8          # how much of the light on a near surface comes back
STRENGTH = 0.85
RAYS = 64


def directions(count):
    """Cosine-weighted directions around +z (Fibonacci)."""
    golden = pi * (3 - sqrt(5))
    found = []
    for k in range(count):
        z2 = (k + 0.5) / count
        r, a = sqrt(z2), k * golden
        found.append((r * cos(a), r * sin(a), sqrt(1 - z2)))
    return found


def albedo(name):
    """Mean linear colour of a material."""
    made = materials.get(name)
    base = made.node_tree.nodes["Principled BSDF"].inputs["Base Color"]
    tint = np.array(base.default_value[:3])
    if not base.is_linked:
        return tint
    node = base.links[0].from_node
    scale = np.ones(3)
    if node.type == "MIX":
        scale = np.array(node.inputs["B"].default_value[:3])
        node = node.inputs["A"].links[0].from_node
    pixels = images.load(materials.WORK / node.image.name)
    mean = np.average(pixels[..., :3].reshape(-1, 3), axis=0, weights=pixels[..., 3].ravel() + 1e-6)
    return np.array([materials.linear(v) for v in mean]) * scale


class Surroundings:
    """Everything that stands around, as one tree of polygons with a colour each."""

    def __init__(self, nodes, floor=False):
        points, polygons, names = [], [], []
        for node in nodes:
            data, matrix = node.data, node.matrix_world
            start = len(points)
            points += [matrix @ v.co for v in data.vertices]
            slots = [m.name for m in data.materials]
            for polygon in data.polygons:
                name = slots[polygon.material_index]
                if name == "glass":
                    continue
                polygons.append([start + i for i in polygon.vertices])
                names.append(name)
        if floor:
            start = len(points)
            points += [Vector((x, y, 0)) for x, y in ((-9, -9), (9, -9), (9, 9), (-9, 9))]
            polygons.append([start, start + 1, start + 2, start + 3])
            names.append("paving")
        self.tree = BVHTree.FromPolygons(points, polygons)
        colours = {name: Vector(albedo(name)) for name in set(names)}
        self.colour = [colours[name] for name in names]
        self.rays = directions(RAYS)

    def at(self, point, normal):
        """Light reaching a point, 1 in the open, as (r, g, b)."""
        side = normal.orthogonal().normalized()
        other = normal.cross(side)
        total = Vector((0, 0, 0))
        white = Vector((1, 1, 1))
        for x, y, z in self.rays:
            ray = side * x + other * y + normal * z
            hit, facing, index, distance = self.tree.ray_cast(point, ray, REACH_M)
            if hit is None:
                total += white
                continue
            weight = (1 - distance / REACH_M) ** 0.6
            if ray.z < -0.2 and facing.z > 0.9:
                weight *= 0.55          # the ground is mostly in the sun
            total += white * (1 - weight) + self.colour[index] * (BOUNCE * weight)
        return total / len(self.rays)


def bake(nodes, surroundings, shade=None, strength=STRENGTH):
    """Multiply the corner colours of the nodes; `shade(point)` may darken further (tree crowns), `strength` is how much of it shows."""
    for node in nodes:
        data, matrix = node.data, node.matrix_world
        layer = data.color_attributes["light"].data
        seen = {}
        for polygon in data.polygons:
            normal = (matrix.to_3x3() @ polygon.normal).normalized()
            centre = matrix @ polygon.center
            for k in polygon.loop_indices:
                corner = matrix @ data.vertices[data.loops[k].vertex_index].co
                key = (round(corner.x, 2), round(corner.y, 2), round(corner.z, 2),
                       round(normal.x, 1), round(normal.y, 1), round(normal.z, 1))
                if key not in seen:
                    inward = centre - corner
                    # Off the corner and off the face, so that trim lying on a wall does not hide all of it.
                    size = inward.length
                    point = corner + inward * min(0.3, 0.45 / max(size, 1e-6)) + normal * min(max(0.2 * size, 0.02), 0.16)
                    light = surroundings.at(point, normal)
                    if shade:
                        light = light * shade(corner)
                    seen[key] = Vector((1, 1, 1)).lerp(light, strength)
                r, g, b, _ = layer[k].color
                layer[k].color = (r * seen[key].x, g * seen[key].y, b * seen[key].z, 1.0)
