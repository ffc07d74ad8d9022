"""Fashion-MNIST in minibatches: the real photographs, or the drawn stand-in, and one line that says which.

Looked for in the ``root`` asked for, else in ``$AUTOGRADER_DATA``, else in the user's cache; downloaded when it is not
there, unless ``download=False`` or ``$AUTOGRADER_OFFLINE`` is set; drawn when it cannot be had.
"""

import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import platformdirs
import torch
from torch.utils.data import DataLoader, Dataset

from autograder.core.text import Text, texts, translate
from autograder.d2l import _fetch, _standin
from autograder.d2l._torchvision import import_torchvision

_TEXTS = texts(__file__)

_ENGLISH = "t-shirt,trouser,pullover,dress,coat,sandal,shirt,sneaker,bag,ankle boot"
_CHINESE = "T恤,裤子,套头衫,连衣裙,外套,凉鞋,衬衫,运动鞋,包,短靴"
LABELS = tuple(map(Text, _ENGLISH.split(","), _CHINESE.split(",")))


def load_data_fashion_mnist(
    batch_size: int,
    resize: int | tuple[int, int] | None = None,
    root: str | os.PathLike[str] | None = None,
    *,
    download: bool = True,
) -> tuple[DataLoader[Any], DataLoader[Any]]:
    """Load Fashion-MNIST and print one line that says which data these are.

    Args:
        batch_size: examples in a minibatch; the last one may be smaller.
        resize: another side length, or height and width, in pixels.
        root: the folder with ``FashionMNIST/raw`` in it, or where that should be put.
        download: False to use only what is there already.

    Returns:
        ``(train_iter, test_iter)``. Each pass gives pairs ``X (b, 1, 28, 28)``, float32 from 0 to 1, and
        ``y (b,)``, int64; the training examples come in a fresh random order each time.
    """
    torchvision = import_torchvision()
    place, why = _find(torchvision.datasets.FashionMNIST, root, download)
    sets = [torchvision.datasets.FashionMNIST(str(place), train=train) for train in (True, False)]
    said = _TEXTS["instead"] if why else _TEXTS["using"]
    print(translate(said.format(train=len(sets[0]), test=len(sets[1]), root=str(place), why=why)))
    train, test = (_Images(part.data, part.targets, resize) for part in sets)
    return (
        DataLoader(train, batch_size, shuffle=True, collate_fn=_as_it_is),
        DataLoader(test, batch_size, shuffle=False, collate_fn=_as_it_is),
    )


def get_fashion_mnist_labels(labels: Iterable[Any]) -> list[str]:
    """The names of classes given as numbers from 0 to 9, in the language in force."""
    return [str(LABELS[int(label)]) for label in labels]


def cache_folder() -> Path:
    """Where this user's downloaded and drawn data are kept."""
    return platformdirs.user_cache_path("d2l-autograder", appauthor=False, opinion=False)


def data_folder(root: str | os.PathLike[str] | None = None) -> Path:
    """Where the real data are looked for."""
    return Path(root or os.environ.get("AUTOGRADER_DATA") or cache_folder()).expanduser()


def _find(dataset: Any, root: str | os.PathLike[str] | None, download: bool) -> tuple[Path, Text | None]:
    """The folder to read, and why it is the stand-in's when it is."""
    place = data_folder(root)
    if _standin.is_complete(place):
        return place, None
    if not download or os.environ.get("AUTOGRADER_OFFLINE", "") not in ("", "0"):
        return _stand_in(), Text(
            "{} does not hold the real data and downloading is turned off", "{} 中没有真实数据，且已关闭下载"
        ).format(str(place))
    try:
        for broken in _standin.broken_files(place):
            broken.unlink()
        _fetch.fetch(dataset, place)
        return place, None
    except _fetch.NotFetched as error:
        return _stand_in(), error.reason
    except OSError as error:
        return _stand_in(), Text("{} cannot be used ({})", "无法使用 {}（{}）").format(
            str(place), error.strerror
        )


def _stand_in() -> Path:
    try:
        return _standin.ensure_stand_in(cache_folder())
    except OSError:  # a home that cannot be written, as in some containers
        user = getattr(os, "getuid", lambda: 0)()
        return _standin.ensure_stand_in(Path(tempfile.gettempdir()) / f"d2l-autograder-{user}")


class _Images(Dataset[Any]):
    """Images kept as bytes and turned into tensors a minibatch at a time; one at a time takes far longer."""

    def __init__(
        self, images: torch.Tensor, labels: torch.Tensor, resize: int | tuple[int, int] | None
    ) -> None:
        self.images, self.labels = images, labels
        self.resize = (resize, resize) if isinstance(resize, int) else resize

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, index: int) -> tuple[torch.Tensor, int]:
        images, labels = self.__getitems__([index])
        return images[0], int(labels[0])

    def __getitems__(self, indices: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor]:
        chosen = torch.as_tensor(indices)
        images = self.images[chosen].unsqueeze(1).to(torch.float32) / 255
        if self.resize is not None:
            images = torch.nn.functional.interpolate(images, self.resize, mode="bilinear", antialias=True)
        return images, self.labels[chosen]


def _as_it_is(batch: Any) -> Any:
    return batch
