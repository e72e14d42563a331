"""The sky: Blender's multiple-scattering atmosphere with clouds of our own, as a cube map.

Room frame: +X east, +Y up, −Z north. Values are relative: 1 is the brightest clear haze."""

from math import cos, radians, sin

import bpy
import numpy as np

from kit import export, images, ktx2, noise
from kit.materials import WORK

SUN_AZIMUTH_DEG, SUN_ELEVATION_DEG = 135.0, 40.0
SIZE = 1024
GROUND = np.array([0.50, 0.46, 0.38])      # light from below the horizon: paving and grass in the sun


def sun_direction():
    a, e = radians(SUN_AZIMUTH_DEG), radians(SUN_ELEVATION_DEG)
    return np.array([sin(a) * cos(e), sin(e), -cos(a) * cos(e)])


def atmosphere(width=1024, height=512):
    """Render the clear sky once; rows from the zenith down, the sun in the middle column."""
    export.clear()
    scene = bpy.context.scene
    world = bpy.data.worlds.new("sky")
    scene.world = world
    world.use_nodes = True
    node = world.node_tree.nodes.new("ShaderNodeTexSky")
    node.sky_type, node.sun_disc = "MULTIPLE_SCATTERING", False
    node.sun_elevation, node.sun_rotation = radians(SUN_ELEVATION_DEG), 0.0
    node.altitude, node.air_density, node.aerosol_density = 350.0, 1.0, 0.7
    world.node_tree.links.new(node.outputs["Color"], world.node_tree.nodes["Background"].inputs["Color"])
    camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    camera.data.type, camera.data.panorama_type = "PANO", "EQUIRECTANGULAR"
    camera.rotation_euler = (radians(90), 0, 0)
    scene.collection.objects.link(camera)
    scene.camera = camera
    scene.render.engine, scene.cycles.samples = "CYCLES", 4
    scene.render.resolution_x, scene.render.resolution_y = width, height
    scene.render.image_settings.file_format = "OPEN_EXR"
    scene.render.image_settings.color_depth = "32"
    path = WORK / "sky.exr"
    scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)
    pixels = images.load(path)[..., :3].astype(np.float64)
    upper = pixels[:height // 2]
    brightest = int(np.argmax(upper[height // 2 - int(height * SUN_ELEVATION_DEG / 180)].sum(-1)))
    pixels = np.roll(pixels, width // 2 - brightest, 1)
    pixels = (pixels + pixels[:, ::-1]) / 2
    pixels = pixels / np.percentile(upper.max(-1), 99)
    return pixels ** 0.8      # a brighter blue, as eyes and cameras adapt to it


def face_directions(face, size):
    """Unit vectors in the room frame for each pixel; cube maps are left-handed, hence the turned z."""
    line = (np.arange(size) + 0.5) / size * 2 - 1
    u, v = np.meshgrid(line, line)
    one = np.ones_like(u)
    t = [(one, -v, -u), (-one, -v, u), (u, one, v), (u, -one, -v), (u, -v, one), (-u, -v, -one)][face]
    d = np.stack([t[0], t[1], -t[2]], -1)
    return d / np.linalg.norm(d, axis=-1, keepdims=True)


def sample(image, x, y):
    """Bilinear, wrapping in x, clamped in y; x and y in pixels."""
    h, w = image.shape[:2]
    x, y = x - 0.5, np.clip(y - 0.5, 0, h - 1.001)
    x0, y0 = np.floor(x).astype(int), np.floor(y).astype(int)
    fx, fy = x - x0, y - y0
    if image.ndim == 3:
        fx, fy = fx[..., None], fy[..., None]
    a, b = image[y0, x0 % w], image[y0, (x0 + 1) % w]
    c, d = image[y0 + 1, x0 % w], image[y0 + 1, (x0 + 1) % w]
    return (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy


def tile(field, x, y):
    """A tileable field at (x, y), in tiles, wrapping both ways."""
    n = field.shape[0]
    return sample(np.vstack([field, field[:1]]), (x % 1.0) * n, (y % 1.0) * n + 0.5)


class Clouds:
    """Fair-weather cumulus on one layer and a veil of cirrus above it."""

    def __init__(self):
        self.shape = noise.spectral(1024, 901, 3.1, low=2)
        self.puffs = noise.spectral(1024, 902, 2.3, low=5)
        self.wisps = noise.spectral(1024, 903, 2.5, stretch=(0.7, 4.5), low=2)

    def density(self, x, y):
        base = tile(self.shape, x * 0.085, y * 0.085) + 0.42 * (tile(self.puffs, x * 0.15, y * 0.15) - 0.5)
        base += 0.14 * (tile(self.puffs, x * 0.6 + 0.3, y * 0.6) - 0.5)
        t = np.clip((base - 0.56) * 5.0, 0, 1)
        return t * t * (3 - 2 * t)

    def over(self, direction, clear, sun):
        up = np.maximum(direction[..., 1], 0.0)
        far = 1.0 / (up + 0.09)
        x, y = direction[..., 0] * far, -direction[..., 2] * far
        d = self.density(x, y)
        toward = np.array([sun[0], -sun[2]]) * 0.26
        shadow = sum(self.density(x + toward[0] * k, y + toward[1] * k) for k in (0.5, 1.0, 1.7)) / 3
        glow = np.clip(direction @ sun, 0, 1)
        lit = np.exp(-1.5 * shadow) * (0.78 + 0.5 * glow ** 8)
        bright = np.array([2.1, 2.02, 1.9]) * lit[..., None] + np.array([0.75, 0.82, 0.95]) * (1 - lit[..., None]) * 0.95
        haze = np.clip((up - 0.02) / 0.2, 0, 1)[..., None]
        colour = clear * (1 - haze) + bright * haze
        cover = (d ** 0.8 * np.clip((up - 0.03) / 0.1, 0, 1))[..., None] * 0.94
        veil = np.clip(tile(self.wisps, x * 0.07, y * 0.07) - 0.5, 0, 1) * np.clip(up * 2.2, 0, 1) * 0.9
        sky = clear * (1 - veil[..., None]) + np.array([1.35, 1.34, 1.32]) * veil[..., None]
        return sky * (1 - cover) + colour * cover


def radiance(direction, clear, clouds, sun):
    """Colour of the sky in each direction."""
    h, w = clear.shape[:2]
    azimuth = np.arctan2(direction[..., 0], -direction[..., 2]) - radians(SUN_AZIMUTH_DEG)
    elevation = np.arcsin(np.clip(direction[..., 1], 0.004, 1))
    base = sample(clear, ((azimuth / (2 * np.pi) + 0.5) % 1.0) * w, (0.5 - elevation / np.pi) * h)
    sky = clouds.over(direction, base, sun)
    angle = np.degrees(np.arccos(np.clip(direction @ sun, -1, 1)))[..., None]
    warm = np.array([1.0, 0.93, 0.8])
    sky = sky + warm * (0.9 * np.exp(-angle / 6.0) + 6.0 * np.exp(-(angle / 1.1) ** 2) + 60.0 * (angle < 0.45))
    below = np.clip(-direction[..., 1] / 0.06, 0, 1)[..., None]
    return sky * (1 - below) + GROUND * below


def bake(folder):
    clear = atmosphere()
    clouds, sun = Clouds(), sun_direction()
    faces = [radiance(face_directions(k, SIZE), clear, clouds, sun) for k in range(6)]
    data = b"".join(ktx2.rgb9e5(f).tobytes() for f in faces)
    ktx2.write(folder / "sky.ktx2", ktx2.VK_E5B9G9R9, SIZE, SIZE, [data], faces=6, type_size=4)
    return faces
