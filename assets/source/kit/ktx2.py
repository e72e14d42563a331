"""KTX2 files: RGB9E5 cube maps and mip-mapped BC1, BC3 and two-channel textures, zstd-compressed (Khronos KTX 2.0)."""

import struct

import numpy as np
import zstandard

IDENTIFIER = b"\xabKTX 20\xbb\r\n\x1a\n"
VK_R8G8_UNORM, VK_E5B9G9R9, VK_BC1_SRGB, VK_BC3_SRGB = 16, 123, 132, 138


def rgb9e5(pixels):
    """H x W x 3 linear floats to shared-exponent words (Vulkan E5B9G9R9_UFLOAT_PACK32)."""
    colour = np.clip(pixels.astype(np.float64), 0.0, 65408.0)
    most = np.maximum(colour.max(-1), 1e-12)
    exponent = np.maximum(-16, np.floor(np.log2(most))) + 16
    exponent += np.floor(most / 2.0 ** (exponent - 24) + 0.5) == 512
    scaled = np.floor(colour / 2.0 ** (exponent - 24)[..., None] + 0.5).astype(np.uint32)
    return scaled[..., 0] | scaled[..., 1] << 9 | scaled[..., 2] << 18 | exponent.astype(np.uint32) << 27


def _descriptor(vk_format):
    """A basic data format descriptor, as the format's row in the KTX specification asks."""
    if vk_format == VK_E5B9G9R9:
        samples = []
        for channel in range(3):
            samples.append((channel * 9, 8, channel, 0, 0, 8448))
            samples.append((27, 4, channel | 0x20, 0, 15, 31))
        model, transfer, block, size = 1, 1, (0, 0, 0, 0), 4
    elif vk_format == VK_R8G8_UNORM:
        samples = [(8 * channel, 7, channel, 0, 0, 255) for channel in range(2)]
        model, transfer, block, size = 1, 1, (0, 0, 0, 0), 2
    elif vk_format == VK_BC1_SRGB:
        samples = [(0, 63, 0, 0, 0, 0xFFFFFFFF)]
        model, transfer, block, size = 128, 2, (3, 3, 0, 0), 8
    else:
        samples = [(0, 63, 15 | 0x10, 0, 0, 0xFFFFFFFF), (64, 63, 0, 0, 0, 0xFFFFFFFF)]
        model, transfer, block, size = 130, 2, (3, 3, 0, 0), 16
    body = struct.pack("<IHHBBBB4B8B", 0, 2, 24 + 16 * len(samples), model, 1, transfer, 0, *block, size, *[0] * 7)
    for offset, length, channel, position, lower, upper in samples:
        body += struct.pack("<HBBIII", offset, length, channel, position, lower, upper)
    return struct.pack("<I", len(body) + 4) + body


def write(path, vk_format, width, height, levels, faces=1, type_size=1):
    """Write mip levels (largest first; for a cube the six faces joined +X −X +Y −Y +Z −Z)."""
    packed = [zstandard.ZstdCompressor(19).compress(level) for level in levels]
    descriptor = _descriptor(vk_format)
    index_at = 80
    descriptor_at = index_at + 24 * len(levels)
    at = descriptor_at + len(descriptor)
    places = [None] * len(levels)
    for k in reversed(range(len(levels))):      # smallest level first in the file
        places[k] = at
        at += len(packed[k])
    head = IDENTIFIER + struct.pack("<9I", vk_format, type_size, width, height, 0, 0, faces, len(levels), 2)
    head += struct.pack("<4I2Q", descriptor_at, len(descriptor), 0, 0, 0, 0)
    index = b"".join(struct.pack("<3Q", places[k], len(packed[k]), len(levels[k])) for k in range(len(levels)))
    body = b"".join(packed[k] for k in reversed(range(len(levels))))
    data = head + index + descriptor + body
    if path is not None:
        path.write_bytes(data)
    return data
