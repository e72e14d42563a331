"""Tools the scene scripts share: meshes, materials, textures, light, glTF and KTX2."""
