"""Writing the scene as glb."""

import bpy


def glb(path, morph=False, lights=False):
    """Export everything in the scene: +Y up, extras, corner colours, all UV sets; shape keys and lamps (candela) if asked for."""
    bpy.ops.export_scene.gltf(
        filepath=str(path), export_format="GLB", export_yup=True, export_extras=True,
        export_apply=False, export_texcoords=True, export_normals=True, export_tangents=False,
        export_vertex_color="ACTIVE", export_all_vertex_colors=False,
        export_active_vertex_color_when_no_material=False,
        export_image_format="AUTO", export_cameras=False, export_lights=lights, export_import_convert_lighting_mode="RAW",
        export_animations=False, export_skins=False, export_morph=morph)


def clear():
    """An empty scene."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
