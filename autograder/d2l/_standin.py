"""A stand-in for Fashion-MNIST: drawn clothes, in the same ten classes and the same files.

The real photographs need a download, and a student on a train has none. What is drawn here is made on first
use in a second or two, and is as hard as the real data: ten epochs of the book's perceptron come to a test
accuracy of about 0.82, softmax regression to about 0.83. T-shirts, shirts, pullovers and coats overlap; test pictures vary a
little more than training pictures do. Only sums, products, comparisons and square roots are used, on numpy's frozen
``RandomState``, so every machine draws the same bytes.
"""

import os
import struct
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

VERSION = 2  # in the folder's name: other pictures need another number
TRAIN, TEST, SIZE = 20_000, 2_000, 28
TRAIN_VARIES, TEST_VARIES = 1.75, 1.98  # how far pictures are moved, scaled and turned
FILES = {
    "train-images-idx3-ubyte": 3,
    "train-labels-idx1-ubyte": 1,
    "t10k-images-idx3-ubyte": 3,
    "t10k-labels-idx1-ubyte": 1,
}

Plane = Any  # an array of float32, (n, 28, 28) or one that broadcasts to it
Number = Plane | float
_BATCH = 500  # pictures drawn at a time: their planes stay in the processor's cache


def ensure_stand_in(folder: Path) -> Path:
    """Make the stand-in under ``folder`` unless it is there; return the root that torchvision reads.

    Raises:
        OSError: when the folder cannot be written.
    """
    root = folder / f"stand-in-{VERSION}"
    if not is_complete(root):
        raw = root / "FashionMNIST" / "raw"
        raw.mkdir(parents=True, exist_ok=True)
        for prefix, count, seed, varies in (
            ("train", TRAIN, 1, TRAIN_VARIES),
            ("t10k", TEST, 2, TEST_VARIES),
        ):
            images, labels = draw(count, seed, varies)
            _write(raw / f"{prefix}-images-idx3-ubyte", images)
            _write(raw / f"{prefix}-labels-idx1-ubyte", labels)
    return root


def is_complete(root: Path) -> bool:
    """Whether ``root`` holds all four files of Fashion-MNIST, each as long as its own header says."""
    return all(_is_whole(root / "FashionMNIST" / "raw" / name, dims) for name, dims in FILES.items())


def broken_files(root: Path) -> list[Path]:
    """The files under ``root`` that exist but were cut short, as by an interrupted unpacking."""
    paths = [(root / "FashionMNIST" / "raw" / name, dims) for name, dims in FILES.items()]
    return [path for path, dims in paths if path.is_file() and not _is_whole(path, dims)]


def draw(count: int, seed: int, varies: float = TRAIN_VARIES) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Draw ``count`` pictures, the classes equally often and in random order.

    Returns:
        images ``(count, 28, 28)`` and labels ``(count,)``, both uint8.
    """
    random = np.random.RandomState(seed)
    labels = random.permutation(np.arange(count) % len(_CLASSES)).astype(np.uint8)
    images = np.empty((count, SIZE, SIZE), np.uint8)
    for label, shape in enumerate(_CLASSES):
        places = np.flatnonzero(labels == label)
        for start in range(0, len(places), _BATCH):
            chosen = places[start : start + _BATCH]
            images[chosen] = _finish(_Canvas(random, len(chosen), varies), shape)
    return images, labels


def _is_whole(path: Path, dims: int) -> bool:
    try:
        with path.open("rb") as file:
            header = file.read(4 + 4 * dims)
            magic, *shape = struct.unpack(f">{1 + dims}I", header)
            return magic == 0x0800 + dims and path.stat().st_size == len(header) + int(np.prod(shape))
    except (OSError, struct.error):
        return False


def _write(path: Path, array: NDArray[np.uint8]) -> None:
    """Write an IDX file; another process that looks sees all of it or nothing."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "wb") as file:
        file.write(struct.pack(f">{1 + array.ndim}I", 0x0800 + array.ndim, *array.shape))
        file.write(array.tobytes())
    Path(name).chmod(0o644)
    Path(name).replace(path)


class _Canvas:
    """``n`` planes with x and y from -1 to 1 (y downwards), each a little moved, scaled and turned."""

    def __init__(self, random: np.random.RandomState, n: int, varies: float) -> None:
        self.random, self.n = random, n
        line = (np.arange(SIZE, dtype=np.float32) + 0.5) / (SIZE / 2) - 1
        turn, zoom = self.between(-0.09, 0.09) * varies, 1.07 + self.between(-0.13, 0.13) * varies
        right, down = self.between(-0.09, 0.09) * varies, self.between(-0.07, 0.07) * varies
        x, y = line[None, None, :], line[None, :, None]
        self.x: Plane = x * zoom + y * turn - right
        self.y: Plane = y * zoom - x * turn - down

    def between(self, low: float, high: float) -> Plane:
        """A number for each picture, shape (n, 1, 1)."""
        return self.random.uniform(low, high, (self.n, 1, 1)).astype(np.float32)

    def happens(self, share: float) -> Plane:
        """1 for about this share of the pictures, 0 for the others."""
        return (self.random.uniform(size=(self.n, 1, 1)) < share).astype(np.float32)

    def panel(
        self, top: Number, bottom: Number, wide_top: Plane, wide_bottom: Plane, centre: Number = 0.0
    ) -> Plane:
        """A trapezium between two heights; the widths are halves."""
        span = np.maximum(0.05, bottom - top).astype(np.float32)
        share = np.clip((self.y - top) / span, 0, 1)
        width = wide_top + (wide_bottom - wide_top) * share
        return _soft(np.minimum(width - np.abs(self.x - centre), np.minimum(self.y - top, bottom - self.y)))

    def stroke(self, x0: Number, y0: Number, x1: Number, y1: Number, width: Number) -> Plane:
        """A thick line with round ends."""
        dx, dy = x1 - x0, y1 - y0
        along = np.clip(((self.x - x0) * dx + (self.y - y0) * dy) / (dx * dx + dy * dy + 1e-6), 0, 1)
        return _soft(width - np.sqrt((self.x - x0 - along * dx) ** 2 + (self.y - y0 - along * dy) ** 2))

    def oval(self, cx: Number, cy: Number, rx: Number, ry: Number) -> Plane:
        """A filled ellipse."""
        return _soft((1 - np.sqrt(((self.x - cx) / rx) ** 2 + ((self.y - cy) / ry) ** 2)) * 0.4)


def _soft(inside: Plane) -> Plane:
    """1 well inside, 0 well outside, about one pixel between."""
    return np.clip(inside * 14 + 0.5, 0, 1).astype(np.float32)


def _finish(canvas: _Canvas, shape: Callable[[_Canvas], Plane]) -> NDArray[np.uint8]:
    """Give a shape its cloth (brightness, folds, stripes) and the picture its noise."""
    mask = shape(canvas)
    light = canvas.between(0.4, 0.9)
    slope = 1 + canvas.between(-0.25, 0.25) * canvas.x + canvas.between(-0.25, 0.25) * canvas.y
    pitch = canvas.between(2.0, 5.0)
    across = np.where(canvas.happens(0.5) > 0, canvas.x, canvas.y) * pitch
    stripes = 1 - canvas.happens(0.35) * canvas.between(0.2, 0.7) * np.abs(across - np.floor(across) - 0.5)
    noise = canvas.random.randint(-128, 128, mask.shape, np.int8).astype(np.float32) / 128
    grain = canvas.between(0.03, 0.16)
    cloth = mask * light * slope * stripes * (1 + 1.5 * grain * noise) + grain * 0.5 * np.abs(noise)
    image: NDArray[np.uint8] = (np.clip(cloth, 0, 1) * 255).astype(np.uint8)
    return image


def _both(canvas: _Canvas, x0: Number, y0: Number, x1: Number, y1: Number, width: Number) -> Plane:
    """A stroke and its mirror image: two sleeves."""
    return np.maximum(canvas.stroke(x0, y0, x1, y1, width), canvas.stroke(-x0, y0, -x1, y1, width))


def _top(canvas: _Canvas, sleeve: Plane, wide: Plane, hem: Plane, neck: Plane) -> Plane:
    """A torso with sleeves of a given length (0 to 1) and a neck hole of a given size."""
    shoulder = wide - 0.08
    reach_x, reach_y = wide + 0.18 + 0.16 * sleeve, -0.45 + 1.1 * sleeve
    arms = _both(canvas, shoulder, -0.58, reach_x, reach_y, canvas.between(0.11, 0.16))
    torso = canvas.panel(-0.75, hem, wide + 0.04, wide + canvas.between(-0.06, 0.05))
    return np.maximum(torso, arms) * (1 - canvas.oval(0.0, -0.8, neck, neck * 0.9))


def _t_shirt(c: _Canvas) -> Plane:
    return _top(c, c.between(0.08, 0.4), c.between(0.34, 0.48), c.between(0.6, 0.8), c.between(0.15, 0.28))


def _trouser(c: _Canvas) -> Plane:
    hip, foot, spread = c.between(0.3, 0.42), c.between(0.12, 0.2), c.between(0.16, 0.3)
    end = c.between(0.75, 0.92)
    centre = hip * 0.5 + (spread - hip * 0.5) * np.clip(c.y + 0.5, 0, 1)
    legs = np.maximum(*(c.panel(-0.6, end, hip * 0.5, foot, side * centre) for side in (-1.0, 1.0)))
    return np.maximum(legs, c.panel(-0.85, -0.35, hip, hip + 0.02))


def _pullover(c: _Canvas) -> Plane:
    return _top(c, c.between(0.72, 1.0), c.between(0.36, 0.5), c.between(0.5, 0.78), c.between(0.1, 0.2))


def _dress(c: _Canvas) -> Plane:
    waist, hem = c.between(0.16, 0.28), c.between(0.28, 0.5)
    upper = c.panel(-0.85, c.between(-0.15, 0.05), waist + 0.06, waist)
    reach, drop = c.between(0.1, 0.22), c.between(-0.45, -0.1)
    sleeves = c.happens(0.4) * _both(c, waist, -0.65, waist + reach, drop, 0.09)
    skirt = c.panel(-0.2, c.between(0.75, 0.92), waist, hem)
    return np.maximum(np.maximum(upper, sleeves), skirt) * (1 - c.oval(0.0, -0.86, waist * 0.7, 0.14))


def _opening(c: _Canvas, strength: Plane) -> Plane:
    """The dark line down the front of a coat or a shirt."""
    return 1 - strength * c.stroke(0.0, -0.6, 0.0, 0.9, 0.035)


def _coat(c: _Canvas) -> Plane:
    body = _top(c, c.between(0.78, 1.0), c.between(0.38, 0.52), c.between(0.7, 0.92), c.between(0.12, 0.22))
    pockets = 1 - c.happens(0.5) * 0.4 * c.stroke(-0.4, 0.3, 0.4, 0.3, 0.04)
    return body * _opening(c, c.between(0.35, 1.0)) * pockets


def _sandal(c: _Canvas) -> Plane:
    toe, heel = c.between(0.38, 0.5), c.between(0.02, 0.3)
    sole = c.stroke(-0.8, toe, 0.75, heel, c.between(0.05, 0.09))
    block = c.panel(heel, toe + 0.1, c.between(0.05, 0.14), c.between(0.05, 0.1), 0.68)
    straps = np.maximum(
        c.stroke(-0.5, toe, c.between(-0.2, 0.0), c.between(-0.1, 0.1), 0.06),
        c.stroke(c.between(0.0, 0.2), 0.35, -0.1, c.between(-0.1, 0.05), 0.05),
    )
    ankle = c.happens(0.6) * c.stroke(0.7, heel, c.between(0.25, 0.5), c.between(-0.45, -0.15), 0.06)
    return np.maximum(np.maximum(sole, block), np.maximum(straps, ankle))


def _shirt(c: _Canvas) -> Plane:
    long = c.happens(0.55)
    sleeve = long * c.between(0.65, 1.0) + (1 - long) * c.between(0.1, 0.42)
    body = _top(c, sleeve, c.between(0.34, 0.48), c.between(0.6, 0.85), c.between(0.1, 0.2))
    collar = _both(c, 0.05, -0.52, 0.2, -0.8, c.between(0.05, 0.08))
    return np.maximum(body * _opening(c, c.between(0.1, 0.5)), collar * 0.9)


def _sole_and_toe(c: _Canvas, top: Plane) -> Plane:
    sole = c.panel(0.28, c.between(0.42, 0.52), c.between(0.78, 0.86), c.between(0.8, 0.88))
    upper = top + (0.2 - top) * np.clip(0.15 - c.x * 1.4, 0, 1)
    inside = np.minimum(np.minimum(c.x + 0.82, 0.78 - c.x), np.minimum(c.y - upper, 0.36 - c.y))
    return np.maximum(sole * c.between(0.75, 1.0), _soft(inside))


def _sneaker(c: _Canvas) -> Plane:
    body = _sole_and_toe(c, c.between(-0.4, 0.0))
    laces = c.happens(0.6) * 0.5 * c.stroke(-0.25, 0.0, 0.1, 0.15, 0.05)
    return body * (1 - laces)


def _bag(c: _Canvas) -> Plane:
    wide, top, low = c.between(0.5, 0.82), c.between(-0.3, 0.05), c.between(0.55, 0.8)
    body = c.panel(top, low, wide * c.between(0.8, 1.0), wide)
    ring_x, ring_y = wide * c.between(0.4, 0.8), c.between(0.25, 0.55)
    ring = c.oval(0.0, top, ring_x, ring_y) * (1 - c.oval(0.0, top, ring_x - 0.11, ring_y - 0.11))
    flap = 1 - c.happens(0.5) * 0.4 * c.stroke(-0.6, 0.2, 0.6, 0.2, 0.04)
    return np.maximum(body * flap, ring)


def _ankle_boot(c: _Canvas) -> Plane:
    low = _sole_and_toe(c, c.between(-0.3, -0.05))
    rim, upper, lower = c.between(-0.8, -0.4), c.between(0.26, 0.38), c.between(0.3, 0.4)
    shaft = c.panel(rim, 0.3, upper, lower, c.between(0.32, 0.42))
    heel = c.happens(0.5) * c.panel(0.4, 0.66, c.between(0.1, 0.2), c.between(0.08, 0.16), 0.6)
    return np.maximum(np.maximum(low, shaft), heel)


_CLASSES = (_t_shirt, _trouser, _pullover, _dress, _coat, _sandal, _shirt, _sneaker, _bag, _ankle_boot)
