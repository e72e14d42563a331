"""Arrays to image files and back, through Blender's own image writer."""

import bpy
import numpy as np


def save(pixels, path, quality=92):
    """Write an H x W x 3|4 array of sRGB values in 0..1; .jpg or .png by its name."""
    height, width = pixels.shape[:2]
    rgba = np.ones((height, width, 4), np.float32)
    rgba[..., :pixels.shape[2]] = np.clip(pixels, 0, 1)
    image = bpy.data.images.new("write", width, height, alpha=pixels.shape[2] == 4)
    image.pixels.foreach_set(rgba[::-1].ravel())
    image.filepath_raw = str(path)
    image.file_format = "JPEG" if str(path).endswith(".jpg") else "PNG"
    image.save(quality=quality)
    bpy.data.images.remove(image)


def load(path):
    """Read an image as an H x W x 4 array, top row first, values as stored."""
    image = bpy.data.images.load(str(path))
    image.colorspace_settings.name = "Non-Color"
    width, height = image.size
    pixels = np.empty(width * height * 4, np.float32)
    image.pixels.foreach_get(pixels)
    bpy.data.images.remove(image)
    return pixels.reshape(height, width, 4)[::-1]
