"""One guard around ``import torchvision``.

The released torchvision is built for CUDA. Beside a CPU build of torch its compiled operators cannot be
loaded, and then the import itself fails: ``RuntimeError: operator torchvision::nms does not exist``. Data
sets need none of these operators, so the two whose absence stops the import are declared, without a body,
and the import is tried again. Where torchvision and torch match, nothing is touched.
"""

import importlib
import re
import sys
import warnings
from types import ModuleType

import torch

_BOXES = "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor"
OPERATORS = {"torchvision::nms": _BOXES, "torchvision::qnms": _BOXES}


def import_torchvision() -> ModuleType:
    """Import torchvision, beside a torch that it was not built for too, and return it.

    Raises:
        ImportError: torchvision is not installed.
        RuntimeError: it does not fit the installed torch in a way this guard does not know.
    """
    if "torchvision" in sys.modules:
        return sys.modules["torchvision"]
    before = set(sys.modules)
    try:
        return _import()
    except RuntimeError as error:
        if not re.search(r"operator torchvision::q?nms does not exist", str(error)):
            raise
    for name in set(sys.modules) - before:
        if name.partition(".")[0] == "torchvision":
            del sys.modules[name]
    for name, schema in OPERATORS.items():
        torch.library.define(name, schema)
    return _import()


def _import() -> ModuleType:
    with warnings.catch_warnings():
        # said where its image decoders cannot be loaded either; IDX files need none
        warnings.filterwarnings("ignore", message="Failed to load image Python extension")
        return importlib.import_module("torchvision")
