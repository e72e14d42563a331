"""The materials by name: textures, roughness, tint and tile size."""

import os
from pathlib import Path

import bpy

from . import images, noise, textures

WORK = Path(os.environ.get("PLEIADES_BAKE", Path(__file__).resolve().parents[3] / "target" / "bake"))

# Metres covered by one repeat of each texture.
TILE_M = {
    "paving": 4.0, "setts": 2.0, "concrete": 2.4, "concrete_pale": 2.4, "larch": 1.2, "glulam": 0.96,
    "batten": 1.2, "deck": 1.4, "ashlar": 3.0, "render": 3.0, "slate": 2.0, "zinc": 2.4,
    "worktop": 0.8, "grass": 3.0, "meadow": 3.0, "gravel": 2.0, "bark": 1.0, "birch_bark": 1.0, "hedge": 1.6,
}
GRAINED = {"larch", "glulam", "batten", "deck", "worktop"}

# name: (texture, roughness, metallic, tint)
_TEXTURED = {
    "paving": ("paving", 0.78, 0.0, None), "setts": ("setts", 0.72, 0.0, None),
    "concrete": ("concrete", 0.75, 0.0, None), "larch": ("larch", 0.72, 0.0, None),
    "concrete_pale": ("concrete", 0.75, 0.0, "#fff6e8"),
    "batten": ("larch", 0.68, 0.0, "#fff0dc"), "glulam": ("glulam", 0.62, 0.0, None),
    "deck": ("deck", 0.8, 0.0, None), "ashlar": ("ashlar", 0.85, 0.0, None),
    "render": ("render", 0.9, 0.0, None), "slate": ("slate", 0.5, 0.0, None),
    "zinc": ("zinc", 0.42, 0.6, None), "grass": ("grass", 0.95, 0.0, None),
    "meadow": ("grass", 0.95, 0.0, "#fff2c8"), "gravel": ("gravel", 0.92, 0.0, None),
    "bark": ("bark", 0.95, 0.0, None), "worktop": ("worktop", 0.5, 0.0, None),
}
# name: (colour, roughness, metallic)
_PLAIN = {
    "anthracite": ("#34383c", 0.45, 0.3), "white": ("#f2efe8", 0.55, 0.0),
    "steel": ("#b9bdbf", 0.3, 0.9), "brass": ("#d9ae5a", 0.3, 1.0),
    "glass_dark": ("#1d2a33", 0.06, 0.0), "curtain": ("#d8cfc0", 0.9, 0.0),
    "panel_red": ("#c8503c", 0.4, 0.0), "panel_orange": ("#e39a3b", 0.4, 0.0),
    "panel_teal": ("#2f8f8b", 0.4, 0.0), "panel_grey": ("#8d979c", 0.4, 0.0),
    "panel_white": ("#e9e7e0", 0.45, 0.0), "joinery": ("#f1ece0", 0.5, 0.0),
    "door_oak": ("#7c5433", 0.55, 0.0), "parasol": ("#efe3c9", 0.9, 0.0),
    "parasol_red": ("#c9553f", 0.9, 0.0), "soil": ("#57432f", 1.0, 0.0),
    "rubber": ("#26282a", 0.8, 0.0), "lamp_glass": ("#fff3d6", 0.3, 0.0),
    "ul_black": ("#22262b", 0.5, 0.0), "interior": ("#c9b48f", 0.9, 0.0),
    "pupils_blue": ("#3b6ea5", 0.5, 0.0), "flower_pink": ("#d77f9c", 0.9, 0.0),
}


def register(name, texture, roughness, metallic=0.0, tint=None):
    """A textured material that a scene brings itself."""
    _TEXTURED[name] = (texture, roughness, metallic, tint)


def register_plain(name, text, roughness, metallic=0.0):
    """A material of one colour that a scene brings itself."""
    _PLAIN[name] = (text, roughness, metallic)


def register_leafy(name, sheet, tint=None):
    """A cut-out material that a scene brings itself."""
    _LEAFY[name] = (sheet, tint)


def linear(value):
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def colour(text):
    return [linear(int(text[i:i + 2], 16) / 255) for i in (1, 3, 5)] + [1.0]


def _principled(name):
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    made.use_backface_culling = True
    return made, made.node_tree, made.node_tree.nodes["Principled BSDF"]


def image(name, data=False):
    """Load a baked texture once."""
    found = bpy.data.images.get(name)
    if not found:
        found = bpy.data.images.load(str(WORK / name))
    if data:
        found.colorspace_settings.name = "Non-Color"
    return found


def _texture_node(tree, name, data=False):
    node = tree.nodes.new("ShaderNodeTexImage")
    node.image = image(name, data)
    return node


def _textured(name, texture, roughness, metallic, tint):
    made, tree, shader = _principled(name)
    shader.inputs["Roughness"].default_value = roughness
    shader.inputs["Metallic"].default_value = metallic
    base = _texture_node(tree, f"{texture}.png")
    if tint:
        mix = tree.nodes.new("ShaderNodeMix")
        mix.data_type, mix.blend_type = "RGBA", "MULTIPLY"
        mix.inputs["Factor"].default_value = 1.0
        mix.inputs["B"].default_value = colour(tint)
        tree.links.new(base.outputs["Color"], mix.inputs["A"])
        tree.links.new(mix.outputs["Result"], shader.inputs["Base Color"])
    else:
        tree.links.new(base.outputs["Color"], shader.inputs["Base Color"])
    bump = tree.nodes.new("ShaderNodeNormalMap")
    tree.links.new(_texture_node(tree, f"{texture}_normal.png", True).outputs["Color"], bump.inputs["Color"])
    tree.links.new(bump.outputs["Normal"], shader.inputs["Normal"])
    return made


def leafy(name, texture, tint=None, roughness=0.75):
    """An alpha-masked material for leaves and silhouettes; cards bring their own back faces."""
    found = bpy.data.materials.get(name)
    if found:
        return found
    made, tree, shader = _principled(name)
    shader.inputs["Roughness"].default_value = roughness
    base = _texture_node(tree, texture)
    if tint:
        mix = tree.nodes.new("ShaderNodeMix")
        mix.data_type, mix.blend_type = "RGBA", "MULTIPLY"
        mix.inputs["Factor"].default_value = 1.0
        mix.inputs["B"].default_value = colour(tint)
        tree.links.new(base.outputs["Color"], mix.inputs["A"])
        tree.links.new(mix.outputs["Result"], shader.inputs["Base Color"])
    else:
        tree.links.new(base.outputs["Color"], shader.inputs["Base Color"])
    cut = tree.nodes.new("ShaderNodeMath")
    cut.operation = "GREATER_THAN"
    cut.inputs[1].default_value = 0.5
    tree.links.new(base.outputs["Alpha"], cut.inputs[0])
    tree.links.new(cut.outputs[0], shader.inputs["Alpha"])
    return made


def glass():
    made, _, shader = _principled("glass")
    shader.inputs["Base Color"].default_value = colour("#dfeae8")
    shader.inputs["Roughness"].default_value = 0.05
    shader.inputs["Alpha"].default_value = 0.16
    made.surface_render_method = "BLENDED"
    return made


def get(name):
    """The material of that name, made on first use."""
    found = bpy.data.materials.get(name)
    if found:
        return found
    if name in _TEXTURED:
        return _textured(name, *_TEXTURED[name])
    if name == "glass":
        return glass()
    if name in _LEAFY:
        return leafy(name, *_LEAFY[name])
    text, roughness, metallic = _PLAIN[name]
    made, _, shader = _principled(name)
    shader.inputs["Base Color"].default_value = colour(text)
    shader.inputs["Roughness"].default_value = roughness
    shader.inputs["Metallic"].default_value = metallic
    return made


_LEAFY = {
    "leaves": ("leaves.png", None), "leaves_birch": ("leaves.png", "#fff7a8"),
    "needles": ("needles.png", None), "hedge": ("hedge.png", None),
    "birch_bark": ("birch.png", None),
    **{f"treeline.{k}": (f"treeline{k}.png", None) for k in range(4)},
    **{f"forest.{k}": (f"canopy{k}.png", None) for k in range(4)},
}


def bake_surfaces(only_missing=True):
    """Compute every surface texture into the work folder."""
    from . import foliage
    WORK.mkdir(parents=True, exist_ok=True)
    for name, (make, size) in textures.SURFACES.items():
        path = WORK / f"{name}.png"
        if only_missing and path.exists():
            continue
        pixels, height, relief = make(size)
        images.save(pixels, path)
        bumps = noise.normal_map(height, relief)
        images.save(bumps[::2, ::2] if size > 512 else bumps, WORK / f"{name}_normal.png")
    for name, make in foliage.SHEETS.items():
        path = WORK / f"{name}.png"
        if not (only_missing and path.exists()):
            images.save(make(), path)
    if not (only_missing and (WORK / "treeline0.png").exists()):
        for name, pixels in foliage.belts().items():
            images.save(pixels, WORK / f"{name}.png")
