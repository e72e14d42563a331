"""Nodes the software relies on: their marks, empties that look somewhere, colliders."""

from math import atan2, degrees, radians

import bpy

from .mesh import Mesh


def mark(name, kind):
    """What a node carries in its extras."""
    return {"v": 1, "id": name, "kind": kind}


def facing(x, y, to_x, to_y):
    """Azimuth from north, clockwise, in degrees."""
    return degrees(atan2(to_x - x, to_y - y))


def empty(name, kind, x, y, z, azimuth_deg):
    """A node at (x, y, z) whose -Z (in glTF) looks toward the azimuth."""
    node = bpy.data.objects.new(name, None)
    node.location = (x, y, z)
    node.rotation_euler = (0, 0, -radians(azimuth_deg))
    node["pleiades"] = mark(name, kind)
    bpy.context.scene.collection.objects.link(node)


def collider(name, mesh):
    """A closed solid without material: not to be drawn."""
    mesh.build(name, mark(name, "collider"))


def box(name, x, y, sx, sy, height, yaw=0.0, z=0.0):
    """A box that stands on height z."""
    mesh = Mesh(cell=1e6)
    mesh.box((x, y, z + height / 2), (sx, sy, height), "", yaw=yaw)
    collider(name, mesh)
