"""Writing the scene as glb."""

import bpy


def glb(path):
    """Export everything in the scene: +Y up, extras, corner colours, all UV sets."""
    bpy.ops.export_scene.gltf(
        filepath=str(path), export_format="GLB", export_yup=True, export_extras=True,
        export_apply=False, export_texcoords=True, export_normals=True, export_tangents=False,
        export_vertex_color="ACTIVE", export_all_vertex_colors=False,
        export_active_vertex_color_when_no_material=False,
        export_image_format="AUTO", export_cameras=False, export_lights=False,
        export_animations=False, export_skins=False, export_morph=False)


def clear():
    """An empty scene."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
