"""What a student's machine has of what the exercises need, each tried for real, and what to do about the rest.

Only the standard library is imported before a package is tried: any of them may be missing, or be broken.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module, metadata
from typing import Any

from autograder.core.clean import clean_line
from autograder.core.text import Text, texts

_TEXTS = texts(__file__)

CPU_BUILD = "--index-url https://download.pytorch.org/whl/cpu"
PACKAGES = tuple("torch torchvision numpy matplotlib scipy IPython pytest hypothesis".split())
"""Modules that have to be there; pip has them by the same names in small letters."""
JUPYTER = ("jupyterlab", "notebook", "ipykernel")  # any of them opens notebooks; the last one is for VS Code
_PHOTOGRAPHS = 60_000  # training images of the real data; the stand-in has fewer

_YES, _NO = Text("yes", "能"), Text("no", "不能")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was looked at.

    Attributes:
        name: what it is.
        works: whether it does.
        detail: its version, or what was seen.
        advice: what to do, where there is something to do.
        needed: whether no exercise can be done without it.
    """

    name: Text
    works: bool
    detail: Text
    advice: Text | None = None
    needed: bool = True


def report() -> tuple[Part, ...]:
    """Try everything; imports torch, downloads nothing, writes nothing."""
    parts = [_python(), *map(_package, PACKAGES), _jupyter()]
    working = {part.name.en for part in parts if part.works}
    if "torch" in working:
        parts += _torch()
    able = {"torch", "torchvision", "numpy"} <= working
    parts.append(_data() if able else _part("Fashion-MNIST", False, _TEXTS["not-tried"], needed=False))
    return tuple(parts)


def _part(
    name: str, works: bool, detail: Text | str, advice: Text | None = None, *, needed: bool = True
) -> Part:
    said = detail if isinstance(detail, Text) else Text(detail, detail)
    return Part(Text(name, name), works, said, advice, needed)


def _python() -> Part:
    version, enough = ".".join(map(str, sys.version_info[:3])), sys.version_info >= (3, 11)
    return _part("Python", enough, f"{version}, {sys.executable}", None if enough else _TEXTS["python"])


def _pip(name: str, again: bool = False) -> str:
    """The command that installs a package into this very environment; torch and torchvision fit only together."""
    command = "python -m pip install" + (" --force-reinstall" if again else "")
    if name not in ("torch", "torchvision"):
        return f"{command} {name}"
    return f"{command} torch torchvision" + (f" {CPU_BUILD}" if sys.platform.startswith("linux") else "")


def _package(module: str) -> Part:
    name = module.lower()
    version = _version(name)
    if version is None:
        return _part(module, False, _TEXTS["missing"], _TEXTS["install"].format(_pip(name)))
    try:
        if module == "torchvision":
            from autograder.d2l._torchvision import import_torchvision

            import_torchvision()
        else:
            import_module(module)
    except Exception as exc:  # a library that does not load, one that does not fit another
        broken, again = _TEXTS["broken"].format(version, _said(exc)), _TEXTS["again"].format(_pip(name, True))
        return _part(module, False, broken, again)
    return _part(module, True, version)


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _said(exc: BaseException) -> str:
    return f"{type(exc).__name__}: {clean_line(exc)}"


def _jupyter() -> Part:
    found = [f"{name} {version}" for name in JUPYTER if (version := _version(name)) is not None]
    if found:
        return _part("Jupyter", True, ", ".join(found))
    return _part("Jupyter", False, _TEXTS["missing"], _TEXTS["install"].format(_pip("jupyterlab")))


def _torch() -> Iterator[Part]:
    """Whether torch computes, and what it was built for."""
    import torch

    try:
        model: Any = torch.nn.Linear(3, 1)
        before = model(torch.ones(2, 3)).square().sum()
        before.backward()
        learns = bool(torch.isfinite(model.weight.grad).all()) and model.weight.grad.shape == (1, 3)
        problem = None if learns else "gradient"
    except Exception as exc:
        problem = _said(exc)
    name, again = Text("torch computes", "torch 计算"), _TEXTS["again"].format(_pip("torch", True))
    if problem is None:
        yield Part(name, True, _TEXTS["computes"])
    else:
        yield Part(name, False, _TEXTS["wrong"].format(problem), again)
    detail = _TEXTS["cpu"]
    if torch.version.cuda:
        detail = _TEXTS["cuda"].format(
            f"CUDA {torch.version.cuda}", _YES if torch.cuda.is_available() else _NO
        )
    yield Part(Text("torch build", "torch 版本类型"), True, detail)


def _data() -> Part:
    """Fashion-MNIST, where it is looked for first."""
    from autograder.d2l import _fashion, _standin

    place = _fashion.data_folder()
    images = place / "FashionMNIST" / "raw" / "train-images-idx3-ubyte"
    if _standin.is_complete(place) and images.stat().st_size >= _PHOTOGRAPHS * _standin.SIZE**2:
        return _part("Fashion-MNIST", True, _TEXTS["real"].format(str(place)), needed=False)
    return _part("Fashion-MNIST", False, _TEXTS["drawn"], _TEXTS["fetch"], needed=False)
