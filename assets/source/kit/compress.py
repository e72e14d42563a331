"""From a glb with PNG images to one with mip-mapped KTX2 images: BC1 colour, BC3 cut-outs, two-channel normals."""

import json
import struct

import numpy as np

from . import bc, images, ktx2


def _linear(v):
    return np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)


def _gamma(v):
    return np.where(v <= 0.0031308, v * 12.92, 1.055 * np.maximum(v, 1e-9) ** (1 / 2.4) - 0.055)


def _halved(p):
    return (p[0::2, 0::2] + p[1::2, 0::2] + p[0::2, 1::2] + p[1::2, 1::2]) / 4


def _coverage(alpha, cutoff=0.5):
    return (alpha > cutoff).mean()


def mips(pixels, normal, masked):
    """Levels from the full size to one pixel, each H x W x 4 in 0..1 as stored."""
    levels = [pixels]
    work = pixels.astype(np.float64)
    if not normal:
        work = np.dstack([_linear(work[..., :3]) * work[..., 3:], work[..., 3]])
    share = _coverage(pixels[..., 3]) if masked else None
    while work.shape[0] > 1 and work.shape[1] > 1:
        work = _halved(work)
        if normal:
            n = work[..., :3] * 2 - 1
            n /= np.linalg.norm(n, axis=-1, keepdims=True) + 1e-9
            levels.append(np.dstack([n * 0.5 + 0.5, np.ones(work.shape[:2])]))
            continue
        alpha = work[..., 3]
        colour = work[..., :3] / np.maximum(alpha, 1e-3)[..., None]
        colour = np.where(alpha[..., None] > 1e-3, colour, colour.mean((0, 1)))
        if masked:      # leaves keep their cover when they shrink
            low, high = 0.25, 8.0
            for _ in range(16):
                scale = (low + high) / 2
                low, high = (scale, high) if _coverage(alpha * scale) < share else (low, scale)
            alpha = np.clip(alpha * scale, 0, 1)
        levels.append(np.dstack([np.clip(_gamma(colour), 0, 1), alpha]))
    return levels


def image_to_ktx2(path, normal, masked, path_out=None):
    pixels = images.load(path)
    levels = mips(pixels, normal, masked)
    if normal:      # two channels; the shader finds the third
        kind, data = ktx2.VK_R8G8_UNORM, [np.round(level[..., :2] * 255).astype(np.uint8).tobytes() for level in levels]
    elif masked:
        kind, data = ktx2.VK_BC3_SRGB, [bc.bc3(level * 255) for level in levels]
    else:
        kind, data = ktx2.VK_BC1_SRGB, [bc.bc1(level * 255) for level in levels]
    return ktx2.write(path_out, kind, pixels.shape[1], pixels.shape[0], data)


def glb(path, target, textures):
    """Rewrite the glb at `path` to `target`; image names are file names (without ending) in the folder `textures`."""
    data = path.read_bytes()
    length = struct.unpack_from("<I", data, 12)[0]
    document = json.loads(data[20:20 + length])
    binary = data[28 + length:]
    masked = set()
    for made in document["materials"]:
        if made.get("alphaMode") == "MASK" and "baseColorTexture" in made["pbrMetallicRoughness"]:
            masked.add(document["textures"][made["pbrMetallicRoughness"]["baseColorTexture"]["index"]]["source"])
    replaced = {}
    for k, image in enumerate(document["images"]):
        name = image["name"]
        replaced[image["bufferView"]] = image_to_ktx2(textures / f"{name}.png", name.endswith("_normal"), k in masked)
        image["mimeType"] = "image/ktx2"
    body = b""
    for k, view in enumerate(document["bufferViews"]):
        start = view.get("byteOffset", 0)
        part = replaced.get(k, binary[start:start + view["byteLength"]])
        view["byteOffset"], view["byteLength"] = len(body), len(part)
        body += part + b"\0" * (-len(part) % 8)
    document["buffers"][0]["byteLength"] = len(body)
    text = json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 4)
    head = struct.pack("<4sII", b"glTF", 2, 28 + len(text) + len(body))
    target.write_bytes(head + struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(body), b"BIN\0") + body)
