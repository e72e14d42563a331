"""Pictures on the cards of the campus visit: the plan, drawn from the layout; views, cut from what `pleiades capture` drew.

    pip install pillow
    python assets/source/pictures.py plan
    pleiades capture --flat --companions 0 --size 1280x720 --fps 2 --script assets/source/pictures.script --out target/pictures
    python assets/source/pictures.py views target/pictures

The results lie in scenes/campus-epinal/medias and are CC-BY-4.0 as the lesson is; the letters are Inter (OFL).
"""

import json
import struct
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from campus import plan

ROOT = Path(__file__).resolve().parents[2]
MEDIAS = ROOT / "scenes/campus-epinal/medias"
FONTS = ROOT / "assets/fonts"

# Twice the size it has on a card, so that it is sharp on fine screens.
SCALE, MARGIN = 8, 10  # pixels a metre; pixels
PAPER, INK, AMBER = (244, 240, 231), (16, 26, 40), (245, 178, 66)
SURFACES = {
    "grass": (201, 219, 178), "paving": (232, 226, 213), "gravel": (224, 214, 192),
    "deck": (222, 201, 170), "setts": (214, 205, 190),
}
BUILDINGS = {  # colliders of the scene, and what is written on them
    "collider.enstib.1": "ENSTIB", "collider.enstib.2": "Grande Halle", "collider.droit.1": "Droit",
    "collider.iut.1": "IUT", "collider.iut.2": "", "collider.vie-etudiante.1": "Vie étudiante",
}
STOPS = ["poi.forecourt", "poi.enstib", "poi.grande-halle", "poi.forest", "poi.droit", "poi.iut", "poi.vie-etudiante"]


def font(size, bold=True):
    return ImageFont.truetype(str(FONTS / ("Inter-Bold.ttf" if bold else "Inter-Regular.ttf")), size)


def footprints():
    """Rectangles of the buildings, x east and y north, by the name of their collider."""
    data = (ROOT / "assets/campus-epinal/campus.glb").read_bytes()
    gltf = json.loads(data[20:20 + struct.unpack_from("<I", data, 12)[0]])
    found = {}
    for node in gltf["nodes"]:
        if node.get("name") in BUILDINGS:
            ends = [gltf["accessors"][piece["attributes"]["POSITION"]] for piece in gltf["meshes"][node["mesh"]]["primitives"]]
            found[node["name"]] = (ends[0]["min"][0], -ends[0]["max"][2], ends[0]["max"][0], -ends[0]["min"][2])
    return found


def at(x, y):
    return (MARGIN + (x + plan.EDGE_X) * SCALE, MARGIN + (plan.EDGE_Y - y) * SCALE)


def box(x0, y0, x1, y1):
    return [*at(x0, y1), *at(x1, y0)]


def star(draw, x, y, number):
    """A stop: a disc with its number in the order of the visit."""
    (px, py), r = at(x, y), 19
    draw.ellipse([px - r, py - r, px + r, py + r], fill=AMBER, outline=INK, width=3)
    draw.text((px, py), str(number), font=font(24), fill=INK, anchor="mm")


def draw_plan():
    size = (int(2 * plan.EDGE_X * SCALE) + 2 * MARGIN, int(2 * plan.EDGE_Y * SCALE) + 2 * MARGIN)
    picture = Image.new("RGB", size, PAPER)
    draw = ImageDraw.Draw(picture)
    for x0, y0, x1, y1, surface in plan.GROUND:
        draw.rectangle(box(x0, y0, x1, y1), fill=SURFACES[surface])
    for lawn in plan.LAWNS:
        draw.rectangle(box(*lawn), fill=SURFACES["grass"])
    for species, x, y, factor, _ in plan.TREES:
        (px, py), r = at(x, y), (2.4 if species.startswith("spruce") else 3.4) * factor * SCALE / 1.6
        draw.ellipse([px - r, py - r, px + r, py + r], fill=(143, 178, 118))
    for name, (x0, y0, x1, y1) in footprints().items():
        draw.rectangle(box(x0, y0, x1, y1), fill=(92, 110, 132), outline=INK, width=3)
        middle = at((x0 + x1) / 2, (y0 + y1) / 2)
        text = BUILDINGS[name]
        label = Image.new("RGBA", (300, 60))
        ImageDraw.Draw(label).text((150, 30), text, font=font(27), fill="white", anchor="mm")
        if y1 - y0 > 1.4 * (x1 - x0):
            label = label.rotate(90, expand=True)
        picture.paste(label, (int(middle[0] - label.width / 2), int(middle[1] - label.height / 2)), label)
    for number, stop in enumerate(STOPS, 1):
        star(draw, *plan.POIS[stop][:2], number)
    x, y = at(-55, -46.5)
    draw.line([x, y, x + 20 * SCALE, y], fill=INK, width=5)
    draw.text((x + 10 * SCALE, y - 8), "20 m", font=font(24, False), fill=INK, anchor="ms")
    x, y = at(55.5, 44)
    draw.polygon([(x, y - 26), (x - 13, y + 14), (x, y + 5), (x + 13, y + 14)], fill=INK)
    draw.text((x, y + 20), "N", font=font(24), fill=INK, anchor="mt")
    MEDIAS.mkdir(exist_ok=True)
    picture.quantize(64).save(MEDIAS / "plan.png", optimize=True)


def cut_views(folder):
    """What the panels at the upper left do not hide: 690 by 460 pixels."""
    for name in ["enstib", "grande-halle", "droit"]:
        picture = Image.open(Path(folder) / f"{name}.png").convert("RGB")
        picture.crop((590, 110, 1280, 570)).save(MEDIAS / f"{name}.jpg", quality=88, optimize=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["plan"]:
            draw_plan()
        case ["views", folder]:
            cut_views(folder)
        case _:
            sys.exit(__doc__)
