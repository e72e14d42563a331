"""BC1 (opaque) and BC3 (with alpha) blocks. Layout: Khronos Data Format Specification, S3TC.

Chosen over BC7 because software renderers, which tests use, decode these two quickly."""

import numpy as np


def _blocks(pixels):
    """H x W x C bytes to N x 16 x C floats; sides that are no multiple of four are repeated."""
    h, w, c = pixels.shape
    padded = np.pad(pixels, ((0, -h % 4), (0, -w % 4), (0, 0)), mode="edge")
    h, w = padded.shape[:2]
    return padded.reshape(h // 4, 4, w // 4, 4, c).swapaxes(1, 2).reshape(-1, 16, c).astype(np.float32)


def _ends(blocks, weight):
    """The ends of each block's main axis of colour."""
    mass = weight.sum(1, keepdims=True) + 1e-6
    mean = (blocks * weight[..., None]).sum(1, keepdims=True) / mass[..., None]
    apart = (blocks - mean) * weight[..., None]
    spread = np.einsum("nij,nik->njk", apart, apart)
    axis = spread.sum(1) + 1e-3
    for _ in range(6):
        axis = np.einsum("njk,nk->nj", spread, axis)
        axis /= np.linalg.norm(axis, axis=1, keepdims=True) + 1e-9
    along = np.einsum("nij,nj->ni", apart, axis)
    low, high = along.min(1), along.max(1)
    trim = (high - low) / 24
    mean = mean[:, 0]
    return mean + axis * (high - trim)[:, None], mean + axis * (low + trim)[:, None]


def _packed(colour):
    """To 5:6:5, and back to what a decoder will see."""
    code = np.clip(np.round(colour * np.array([31, 63, 31]) / 255), 0, [31, 63, 31]).astype(np.int64)
    seen = np.stack([code[:, 0] << 3 | code[:, 0] >> 2, code[:, 1] << 2 | code[:, 1] >> 4,
                     code[:, 2] << 3 | code[:, 2] >> 2], 1).astype(np.float32)
    return code[:, 0] << 11 | code[:, 1] << 5 | code[:, 2], seen


def _colour_words(blocks, weight):
    first, second = _ends(blocks, weight)
    (a, va), (b, vb) = _packed(first), _packed(second)
    swap = a < b            # the first end must be the larger for four colours
    a, b = np.where(swap, b, a), np.where(swap, a, b)
    va, vb = np.where(swap[:, None], vb, va), np.where(swap[:, None], va, vb)
    palette = np.stack([va, vb, (2 * va + vb) / 3, (va + 2 * vb) / 3], 1)
    index = ((blocks[:, :, None] - palette[:, None]) ** 2).sum(-1).argmin(-1)
    index = np.where((a == b)[:, None], 0, index)
    bits = (index.astype(np.uint64) << (2 * np.arange(16)).astype(np.uint64)).sum(1, dtype=np.uint64)
    return a.astype(np.uint64) | b.astype(np.uint64) << np.uint64(16) | bits << np.uint64(32)


def _alpha_words(alpha):
    high, low = alpha.max(1), alpha.min(1)
    place = np.round((high[:, None] - alpha) / np.maximum(high - low, 1e-6)[:, None] * 7).astype(np.int64)
    index = np.where(place == 0, 0, np.where(place == 7, 1, place + 1))
    index = np.where((high > low)[:, None], index, 0)
    bits = (index.astype(np.uint64) << (3 * np.arange(16)).astype(np.uint64)).sum(1, dtype=np.uint64)
    return high.astype(np.uint64) | low.astype(np.uint64) << np.uint64(8) | bits << np.uint64(16)


def bc1(pixels):
    """H x W x 3 values in 0..255 to BC1 bytes."""
    blocks = _blocks(pixels[..., :3])
    return _colour_words(blocks, np.ones(blocks.shape[:2], np.float32)).astype("<u8").tobytes()


def bc3(pixels):
    """H x W x 4 values in 0..255 to BC3 bytes; colour follows the pixels that show."""
    blocks = _blocks(np.round(pixels))
    weight = blocks[..., 3] / 255 + 0.02
    words = np.stack([_alpha_words(blocks[..., 3]), _colour_words(blocks[..., :3], weight)], 1)
    return words.astype("<u8").tobytes()
