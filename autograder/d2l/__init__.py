"""The helpers that the notebooks' experiments use, by the names and with the meaning of the book's package.

The book's own package cannot be installed beside a current numpy; this is our own small code. Nothing heavy
is imported before it is needed: torchvision with the first data, matplotlib with the first figure.

torch computes in one thread once this is imported: for models of this size more threads only wait for each other.

The book's ``sgd``, ``linreg``, ``squared_loss``, ``accuracy``, ``evaluate_accuracy``, ``evaluate_loss``,
``train_epoch_ch3`` and ``synthetic_data`` are exercises of this course: they are left out on purpose.
"""

from importlib import import_module
from typing import Any

import torch

from autograder.core.text import Text, translate
from autograder.d2l._animator import Animator
from autograder.d2l._fashion import get_fashion_mnist_labels, load_data_fashion_mnist
from autograder.d2l._figures import plot, set_figsize, show_images, use_svg_display
from autograder.d2l._tools import Accumulator, Timer, get_dataloader_workers, load_array, try_gpu
from autograder.d2l._training import predict_ch3, train_ch3

__all__ = [
    "Accumulator",
    "Animator",
    "Timer",
    "get_dataloader_workers",
    "get_fashion_mnist_labels",
    "load_array",
    "load_data_fashion_mnist",
    "plot",
    "predict_ch3",
    "set_figsize",
    "show_images",
    "text",
    "train_ch3",
    "try_gpu",
    "use_svg_display",
]

torch.set_num_threads(1)

_EXERCISES = {
    "sgd": "linear_regression",
    "linreg": "linear_regression",
    "squared_loss": "linear_regression",
    "data_iter": "linear_regression",
    "synthetic_data": "linear_regression",
    "accuracy": "softmax_regression",
    "evaluate_accuracy": "softmax_regression",
    "train_epoch_ch3": "softmax_regression",
    "evaluate_loss": "model_selection",
    "dropout_layer": "dropout",
}
_YOURS = Text(
    "d2l.{name} is an exercise of this course ({assignment}): use the function you wrote there",
    "d2l.{name} 是本课程的练习（{assignment}）：请使用你自己写的函数",
)


def text(en: str, zh: str) -> str:
    """One of two texts: English, or Chinese after ``autograder.set_language("zh")``."""
    return str(Text(en, zh))


# what the book's notebooks reach through its package
_MODULES = {"plt": "matplotlib.pyplot", "nn": "torch.nn", "np": "numpy"}


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(_MODULES[name])
    if name in _EXERCISES:
        raise AttributeError(translate(_YOURS.format(name=name, assignment=_EXERCISES[name])))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
