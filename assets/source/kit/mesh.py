"""A small mesh builder: faces with a material name and world-scaled UVs.

Frame while building: metres, x east, y north, z up (the glTF exporter turns it)."""

from contextlib import contextmanager
from math import cos, pi, sin

import bpy
from mathutils import Matrix, Vector

from .materials import GRAINED, TILE_M, get as material

UP = Vector((0, 0, 1))


class Mesh:
    """Faces gathered for one node; `at` nests frames, `build` makes the object."""

    def __init__(self, cell=2.5):
        self.points, self.faces, self.names, self.uvs, self.smooth = [], [], [], [], []
        self.normals, self.shades = [], []
        self.frame = Matrix.Identity(4)
        self.cell = cell

    @contextmanager
    def at(self, x=0.0, y=0.0, z=0.0, yaw=0.0, matrix=None):
        """Work in a frame moved to (x, y, z) and turned counter-clockwise by yaw radians."""
        outer = self.frame
        local = matrix or Matrix.Translation((x, y, z)) @ Matrix.Rotation(yaw, 4, "Z")
        self.frame = outer @ local
        yield self
        self.frame = outer

    def _project(self, world, normal, name, grain):
        tile = TILE_M.get(name, 1.0)
        if grain is not None:
            along = grain - normal * grain.dot(normal)
        else:
            along = UP - normal * UP.dot(normal)
        if along.length < 1e-3:
            along = Vector((0, 1, 0)) - normal * normal.y
        if along.length < 1e-3:
            along = Vector((1, 0, 0))
        along.normalize()
        across = along.cross(normal)
        return [(p.dot(across) / tile, p.dot(along) / tile) for p in world]

    def face(self, corners, name, uv=None, smooth=False, grain=None, normals=None, shade=1.0):
        """One polygon, counter-clockwise seen from outside, in the current frame.

        `normals` overrides the shading normals (world), `shade` darkens the corners."""
        world = [self.frame @ Vector(c) for c in corners]
        if uv is None:
            normal = (world[1] - world[0]).cross(world[-1] - world[0])
            if normal.length < 1e-12 and len(world) > 3:
                normal = (world[2] - world[1]).cross(world[3] - world[2])
            normal = normal.normalized() if normal.length > 1e-12 else UP
            turned = self.frame.to_3x3() @ grain if grain is not None else None
            uv = self._project(world, normal, name, turned)
        start = len(self.points)
        self.points.extend(world)
        self.faces.append(tuple(range(start, start + len(world))))
        self.names.append(name)
        self.uvs.append(uv)
        self.smooth.append(smooth)
        self.normals.append(normals)
        self.shades.append(shade if isinstance(shade, (list, tuple)) else [shade] * len(world))

    def quad(self, a, b, c, d, name, grain=None, cell=None):
        """A quad cut into pieces no longer than `cell`, so baked light has somewhere to live."""
        a, b, c, d = (Vector(p) for p in (a, b, c, d))
        cell = cell or self.cell
        nu = max(1, round(max((b - a).length, (c - d).length) / cell))
        nv = max(1, round(max((d - a).length, (c - b).length) / cell))
        at = lambda s, t: a.lerp(b, s).lerp(d.lerp(c, s), t)
        for i in range(nu):
            for j in range(nv):
                s0, s1, t0, t1 = i / nu, (i + 1) / nu, j / nv, (j + 1) / nv
                self.face([at(s0, t0), at(s1, t0), at(s1, t1), at(s0, t1)], name, grain=grain)

    def box(self, centre, size, name, yaw=0.0, skip="", bevel=0.0, grain=None, cell=None):
        """A box; `skip` leaves faces out by letter: -x x, +x X, -y y, +y Y, bottom b, top t."""
        x, y, z = (s / 2 for s in size)
        if grain is None and name in GRAINED:
            longest = max(range(3), key=lambda i: size[i])
            grain = Vector([1.0 if i == longest else 0.0 for i in range(3)])
        with self.at(*centre, yaw=yaw):
            if bevel > 0:
                self._bevelled(x, y, z, bevel, name, grain)
                return
            sides = {
                "t": ((-x, -y, z), (x, -y, z), (x, y, z), (-x, y, z)),
                "b": ((-x, y, -z), (x, y, -z), (x, -y, -z), (-x, -y, -z)),
                "y": ((-x, -y, -z), (x, -y, -z), (x, -y, z), (-x, -y, z)),
                "Y": ((x, y, -z), (-x, y, -z), (-x, y, z), (x, y, z)),
                "x": ((-x, y, -z), (-x, -y, -z), (-x, -y, z), (-x, y, z)),
                "X": ((x, -y, -z), (x, y, -z), (x, y, z), (x, -y, z)),
            }
            for letter, corners in sides.items():
                if letter not in skip:
                    self.quad(*corners, name, grain=grain, cell=cell)

    def _bevelled(self, x, y, z, r, name, grain):
        half = Vector((x, y, z))
        r = min(r, x * 0.9, y * 0.9, z * 0.9)

        def corner(signs, axis):
            return Vector([signs[i] * (half[i] if i == axis else half[i] - r) for i in range(3)])

        def outward(corners):
            centre = sum(corners, Vector()) / len(corners)
            normal = (corners[1] - corners[0]).cross(corners[2] - corners[0])
            self.face(corners if normal.dot(centre) > 0 else corners[::-1], name, grain=grain)

        for axis in range(3):
            i, j = (axis + 1) % 3, (axis + 2) % 3
            for sign in (-1, 1):
                ring = []
                for si, sj in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                    s = [0, 0, 0]
                    s[axis], s[i], s[j] = sign, si, sj
                    ring.append(corner(s, axis))
                outward(ring)
            for si in (-1, 1):
                for sj in (-1, 1):
                    low, high = [0, 0, 0], [0, 0, 0]
                    low[axis], high[axis] = -1, 1
                    low[i] = high[i] = si
                    low[j] = high[j] = sj
                    outward([corner(low, i), corner(high, i), corner(high, j), corner(low, j)])
        for sx in (-1, 1):
            for sy in (-1, 1):
                for sz in (-1, 1):
                    outward([corner((sx, sy, sz), k) for k in range(3)])

    def beam(self, start, end, width, height, name):
        """A square timber from start to end; height is measured upward."""
        start, end = Vector(start), Vector(end)
        along = end - start
        length = along.length
        forward = along.normalized()
        side = UP.cross(forward)
        side = side.normalized() if side.length > 1e-4 else Vector((1, 0, 0))
        up = forward.cross(side)
        basis = Matrix((side, forward, up)).transposed().to_4x4()
        basis.translation = (start + end) / 2
        with self.at(matrix=basis):
            self.box((0, 0, 0), (width, length, height), name, grain=Vector((0, 1, 0)))

    def prism(self, outline, z0, z1, name, top=None, bottom=False, side=True):
        """A vertical prism over a counter-clockwise outline of (x, y)."""
        n = len(outline)
        if side:
            for k in range(n):
                (ax, ay), (bx, by) = outline[k], outline[(k + 1) % n]
                self.quad((ax, ay, z0), (bx, by, z0), (bx, by, z1), (ax, ay, z1), name)
        if top is not False:
            self.face([(x, y, z1) for x, y in outline], top or name)
        if bottom:
            self.face([(x, y, z0) for x, y in reversed(outline)], name)

    def tube(self, rings, name, sides=8, cap=True, around=1.0):
        """A smooth tube through rings of (centre, radius); UVs wrap `around` times."""
        tile = TILE_M.get(name, 1.0)
        rows, run = [], 0.0
        side = None
        for k, (centre, radius) in enumerate(rings):
            centre = Vector(centre)
            before = Vector(rings[max(k - 1, 0)][0])
            after = Vector(rings[min(k + 1, len(rings) - 1)][0])
            along = (after - before).normalized() if (after - before).length > 1e-6 else UP
            if side is None:
                side = along.orthogonal().normalized()
            side = (side - along * side.dot(along)).normalized()
            other = along.cross(side)
            run += (centre - before).length
            rows.append(([centre + (side * cos(2 * pi * i / sides) + other * sin(2 * pi * i / sides))
                          * radius for i in range(sides)], run))
        for (low, v0), (high, v1) in zip(rows, rows[1:]):
            for i in range(sides):
                j = (i + 1) % sides
                u0, u1 = around * i / sides, around * (i + 1) / sides
                self.face([low[i], low[j], high[j], high[i]], name, smooth=True,
                          uv=[(u0, v0 / tile), (u1, v0 / tile), (u1, v1 / tile), (u0, v1 / tile)])
        if cap:
            self.face(rows[-1][0], name)
            self.face(rows[0][0][::-1], name)

    def cylinder(self, base, radius, height, name, sides=12, top=None):
        x, y, z = base
        self.tube([((x, y, z), radius), ((x, y, z + height), top if top is not None else radius)],
                  name, sides)

    def text(self, words, size, name, depth=0.02, align="CENTER", bold=True):
        """Raised letters in the frame's xz plane, facing -y, baseline at z = 0."""
        from .lettering import letters
        for corners in letters(words, size, depth, align, bold):
            self.face(corners, name)

    def _indexed(self):
        """Points and faces with the corners of smooth faces welded."""
        points, faces, seen = [], [], {}
        for face, smooth in zip(self.faces, self.smooth):
            indices = []
            for k in face:
                p = self.points[k]
                key = (round(p.x, 4), round(p.y, 4), round(p.z, 4)) if smooth else k
                if key not in seen:
                    seen[key] = len(points)
                    points.append(tuple(p))
                indices.append(seen[key])
            faces.append(indices)
        return points, faces

    def build(self, name, extras=None):
        """Make the Blender object, with UVs, corner colours and custom normals."""
        data = bpy.data.meshes.new(name)
        points, faces = self._indexed()
        data.from_pydata(points, [], faces)
        order = sorted(set(self.names))
        for key in order:
            if key:
                data.materials.append(material(key))
        if order != [""]:
            layer = data.uv_layers.new(name="surface")
            layer.data.foreach_set("uv", [c for uv in self.uvs for p in uv for c in p])
            colours = data.color_attributes.new("light", "FLOAT_COLOR", "CORNER")
            flat = [(c, c, c, 1.0) if isinstance(c, (int, float)) else (*c, 1.0)
                    for shade in self.shades for c in shade]
            colours.data.foreach_set("color", [c for four in flat for c in four])
        data.polygons.foreach_set("material_index", [order.index(n) for n in self.names])
        data.polygons.foreach_set("use_smooth", self.smooth)
        data.update()
        if any(n is not None for n in self.normals):
            own = [tuple(c.vector) for c in data.corner_normals]
            at = 0
            for face, normals in zip(self.faces, self.normals):
                if normals is not None:
                    own[at:at + len(face)] = [tuple(n) for n in normals]
                at += len(face)
            data.normals_split_custom_set(own)
        obj = bpy.data.objects.new(name, data)
        bpy.context.scene.collection.objects.link(obj)
        if extras:
            obj["pleiades"] = extras
        return obj
