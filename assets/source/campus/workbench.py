"""The workbench on the forecourt: wood to take into the hand, and a rack with places for the two small beams.

Frame: the bench's own, x along it, y toward the campus, z up; its top is at TOP."""

from kit import light
from kit.atlas import Atlas
from kit.mesh import Mesh
from kit.solid import Body, block, rod
from . import plan

TOP = plan.WORKBENCH_TOP_M
SIZE = (1.7, 0.76)
BEAM = (0.40, 0.05, 0.05)
RACK_Y, SLOT_M, FIRST_M = 0.2, 0.085, 0.075      # slots one above the other, from FIRST_M above the top
COMBS = (-0.12, 0.12)                            # where the two combs stand, along x


def _bench(mesh):
    w, d = SIZE
    mesh.box((0, 0, TOP - 0.035), (w, d, 0.07), "worktop", bevel=0.008)
    for sx in (-1, 1):
        for sy in (-1, 1):
            mesh.box((sx * (w / 2 - 0.16), sy * (d / 2 - 0.12), (TOP - 0.07) / 2), (0.11, 0.11, TOP - 0.07), "glulam", bevel=0.008)
        mesh.box((sx * (w / 2 - 0.16), 0, 0.24), (0.06, d - 0.35, 0.1), "glulam", bevel=0.006)
        mesh.box((sx * (w / 2 - 0.16), 0, TOP - 0.13), (0.06, d - 0.35, 0.12), "glulam", bevel=0.006)
    for sy in (-1, 1):
        mesh.box((0, sy * (d / 2 - 0.12), TOP - 0.14), (w - 0.43, 0.05, 0.14), "glulam", bevel=0.006)
    for k in range(4):
        mesh.box((0, -0.195 + k * 0.13, 0.305), (w - 0.24, 0.12, 0.03), "larch", bevel=0.006)
    with mesh.at(0, -d / 2 + 0.09, TOP - 0.19):
        mesh.text("TOUCHEZ DU BOIS", 0.085, "ul_black", 0.008)
    # an end vice: a jaw on two steel bars, a screw and its bar
    x = -w / 2
    mesh.box((x - 0.075, -0.16, TOP - 0.085), (0.05, 0.3, 0.17), "worktop", bevel=0.008)
    for y in (-0.26, -0.06):
        mesh.tube([((x - 0.06, y, TOP - 0.12), 0.011), ((x + 0.2, y, TOP - 0.12), 0.011)], "steel", 10)
    mesh.tube([((x - 0.15, -0.16, TOP - 0.12), 0.02), ((x - 0.135, -0.16, TOP - 0.12), 0.02), ((x - 0.135, -0.16, TOP - 0.12), 0.015),
               ((x + 0.2, -0.16, TOP - 0.12), 0.015)], "steel", 12)
    mesh.tube([((x - 0.142, -0.16, TOP - 0.25), 0.007), ((x - 0.142, -0.16, TOP - 0.0), 0.007)], "steel", 8)
    for z in (-0.25, 0.0):
        mesh.tube([((x - 0.142, -0.16, TOP + z - 0.008), 0.012), ((x - 0.142, -0.16, TOP + z + 0.008), 0.012)], "steel", 10)


def slots():
    """Where the middle of a small beam goes: (x, y, z) in the bench's frame, from the lowest up."""
    return [(0.0, RACK_Y, TOP + FIRST_M + k * SLOT_M) for k in range(3)]


def _rack(mesh):
    """Two oak combs on a foot; what they carry overhangs on both sides."""
    high = FIRST_M + 2 * SLOT_M + 0.06
    for x in COMBS:
        mesh.box((x, RACK_Y + 0.05, TOP + high / 2), (0.024, 0.036, high), "worktop", bevel=0.004)
        for _, y, z in slots():
            mesh.box((x, y - 0.004, z - BEAM[2] / 2 - 0.009), (0.022, 0.078, 0.018), "worktop", bevel=0.004)
            mesh.box((x, y - 0.037, z - BEAM[2] / 2 + 0.003), (0.022, 0.012, 0.026), "worktop", bevel=0.003)
        mesh.box((x, RACK_Y, TOP + 0.012), (0.05, 0.15, 0.024), "worktop", bevel=0.004)
    mesh.box((0, RACK_Y + 0.05, TOP + 0.014), (0.3, 0.04, 0.028), "worktop", bevel=0.004)
    mesh.box((0, RACK_Y + 0.05, TOP + high - 0.03), (0.3, 0.02, 0.04), "worktop", bevel=0.004)


def obstacles():
    """Boxes (x, y, z of the middle, size x, y, z) of the bench and of the rack."""
    w, d = SIZE
    bench = [(0, 0, TOP / 2, w, d, TOP), (-w / 2 - 0.075, -0.16, TOP - 0.085, 0.05, 0.3, 0.17)]
    high = FIRST_M + 2 * SLOT_M + 0.06
    rack = [(x, RACK_Y + 0.05, TOP + high / 2, 0.024, 0.036, high) for x in COMBS]
    for x in COMBS:
        rack += [(x, y - 0.004, z - BEAM[2] / 2 - 0.009, 0.022, 0.078, 0.018) for _, y, z in slots()]
        rack += [(x, y - 0.037, z - BEAM[2] / 2 + 0.003, 0.022, 0.012, 0.026) for _, y, z in slots()]
        rack.append((x, RACK_Y, TOP + 0.012, 0.05, 0.15, 0.024))
    rack += [(0, RACK_Y + 0.05, TOP + 0.014, 0.3, 0.04, 0.028), (0, RACK_Y + 0.05, TOP + high - 0.03, 0.3, 0.02, 0.04)]
    return {"workbench": bench, "rack": rack}


def _beam(species, seed):
    def draw(mesh, atlas, body):
        block(mesh, atlas, body, (0, 0, 0), BEAM, species, seed, near=0.045)
    return draw


def _block(mesh, atlas, body):
    block(mesh, atlas, body, (0, 0, 0), (0.14, 0.09, 0.07), "beech", 13, ease=0.003)


def _mallet(mesh, atlas, body):
    block(mesh, atlas, body, (0, 0, 0), (0.088, 0.135, 0.066), "beech", 14, ease=0.006)
    rod(mesh, atlas, body, (-0.056, 0, 0), [(0, 0.014), (0.006, 0.0165), (0.1, 0.0165), (0.13, 0.0125), (0.24, 0.0155),
                                           (0.3, 0.0165), (0.318, 0.0135), (0.322, 0.009)], "ash", 15, oval=0.86)


def _dowel(mesh, atlas, body):
    rod(mesh, atlas, body, (0, 0, 0), [(0, 0.0145), (0.003, 0.0175), (0.217, 0.0175), (0.22, 0.0145)], "beech", 16, sides=20)


def _puzzle(mesh, atlas, body):
    """Six bars of three woods, locked into a knot."""
    u = 0.012
    for species, along, apart, seed in (("spruce", 0, 1, 17), ("oak", 1, 2, 18), ("beech", 2, 0, 19)):
        for side in (-1, 1):
            centre, size = [0.0] * 3, [2 * u] * 3
            centre[apart], size[along] = side * u, 6 * u
            size[apart] -= 0.0003
            block(mesh, atlas, body, centre, size, species, seed + side, ease=0.0012)


# id: how it is drawn, where it lies (x, y) and how it is turned about the vertical, in degrees.
PROPS = {
    "prop.beam.spruce": (_beam("spruce", 11), -0.36, -0.2, 8.0),
    "prop.beam.oak": (_beam("oak", 12), 0.12, -0.24, -6.0),
    "prop.block.beech": (_block, 0.6, 0.16, 24.0),
    "prop.mallet": (_mallet, 0.5, -0.12, -32.0),
    "prop.dowel": (_dowel, -0.52, 0.04, -32.0),
    "prop.puzzle.a": (_puzzle, -0.58, 0.24, 20.0),
}


def draw():
    """The bench with its rack, and the props about their centres of mass: name to (mesh, lowest z)."""
    stand = Mesh(cell=0.5)
    _bench(stand)
    _rack(stand)
    atlas, pieces = Atlas("workbench_wood", 2048, 2500), {}
    for name, (how, *_) in PROPS.items():
        mesh, body = Mesh(), Body()
        how(mesh, atlas, body)
        centre = body.centre()
        mesh.points = [p - centre for p in mesh.points]
        pieces[name] = mesh, min(p.z for p in mesh.points)
    atlas.paint()
    return stand, pieces


def bake(node):
    """The bench darkens where its own parts hide the sky."""
    light.bake([node], light.Surroundings([node], floor=True))
