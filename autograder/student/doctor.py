"""What a student's machine has of what the exercises need, each tried for real, and what to do about the rest.

Only the standard library is imported before a package is tried: any of them may be missing, or be broken.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module, metadata
from typing import Any

from autograder.core.clean import clean_line
from autograder.core.text import Text

CPU_BUILD = "--index-url https://download.pytorch.org/whl/cpu"
PACKAGES = {
    "torch": "torch",
    "torchvision": "torchvision",
    "numpy": "numpy",
    "matplotlib": "matplotlib",
    "scipy": "scipy",
    "IPython": "ipython",
    "pytest": "pytest",
    "hypothesis": "hypothesis",
}
"""Modules that have to be there -> what pip calls them."""
JUPYTER = ("jupyterlab", "notebook", "ipykernel")  # any of them opens notebooks; the last one is for VS Code
_PHOTOGRAPHS = 60_000  # training images of the real data; the stand-in has fewer

_MISSING = Text("not installed", "未安装")
_BROKEN = Text("{} is installed, but cannot be imported: {}", "已安装 {}，但无法导入：{}")
_INSTALL = Text("install it: {}", "请安装：{}")
_AGAIN = Text("install it anew: {}", "请重新安装：{}")
_PYTHON = Text("install Python 3.11 or newer", "请安装 Python 3.11 或更高版本")
_COMPUTES = Text("a small model runs forward and backward", "小模型的前向和反向计算正常")
_WRONG = Text("a small model fails: {}", "小模型运行失败：{}")
_CPU = Text("CPU build, which is all that the exercises need", "CPU 版本，做练习已足够")
_CUDA = Text("build for {}, GPU in reach: {}", "{} 版本，能否使用 GPU：{}")
_YES, _NO = Text("yes", "能"), Text("no", "不能")
_REAL = Text("the real photographs, in {}", "真实的照片，位于 {}")
_DRAWN = Text("not here: the drawn stand-in is used", "此处没有：使用绘制的替代数据")
_FETCH = Text(
    "with a network, the first d2l.load_data_fashion_mnist(256) downloads them; or let AUTOGRADER_DATA name a folder "
    "that has FashionMNIST/raw",
    "联网时，第一次调用 d2l.load_data_fashion_mnist(256) 会下载；也可以让环境变量 AUTOGRADER_DATA 指向含有 "
    "FashionMNIST/raw 的文件夹",
)
_NOT_TRIED = Text(
    "not tried: torch, torchvision and numpy come first", "未尝试：需要先有 torch、torchvision 和 numpy"
)


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
    parts.append(_data() if able else _part("Fashion-MNIST", False, _NOT_TRIED, needed=False))
    return tuple(parts)


def _part(
    name: str, works: bool, detail: Text | str, advice: Text | None = None, *, needed: bool = True
) -> Part:
    said = detail if isinstance(detail, Text) else Text(detail, detail)
    return Part(Text(name, name), works, said, advice, needed)


def _python() -> Part:
    version, enough = ".".join(map(str, sys.version_info[:3])), sys.version_info >= (3, 11)
    return _part("Python", enough, f"{version}, {sys.executable}", None if enough else _PYTHON)


def _pip(name: str, again: bool = False) -> str:
    """The command that installs a package into this very environment; torch and torchvision fit only together."""
    command = "python -m pip install" + (" --force-reinstall" if again else "")
    if name not in ("torch", "torchvision"):
        return f"{command} {name}"
    return f"{command} torch torchvision" + (f" {CPU_BUILD}" if sys.platform.startswith("linux") else "")


def _package(module: str) -> Part:
    name = PACKAGES[module]
    version = _version(name)
    if version is None:
        return _part(module, False, _MISSING, _INSTALL.format(_pip(name)))
    try:
        if module == "torchvision":
            from autograder.d2l._torchvision import import_torchvision

            import_torchvision()
        else:
            import_module(module)
    except Exception as exc:  # a library that does not load, one that does not fit another
        return _part(module, False, _BROKEN.format(version, _said(exc)), _AGAIN.format(_pip(name, True)))
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
    return _part("Jupyter", False, _MISSING, _INSTALL.format(_pip("jupyterlab")))


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
    if problem is None:
        yield Part(Text("torch computes", "torch 计算"), True, _COMPUTES)
    else:
        advice = _AGAIN.format(_pip("torch", True))
        yield Part(Text("torch computes", "torch 计算"), False, _WRONG.format(problem), advice)
    built = f"CUDA {torch.version.cuda}" if torch.version.cuda else None
    reach = _YES if built and torch.cuda.is_available() else _NO
    yield Part(Text("torch build", "torch 版本类型"), True, _CUDA.format(built, reach) if built else _CPU)


def _data() -> Part:
    """Fashion-MNIST, where it is looked for first."""
    from autograder.d2l import _fashion, _standin

    place = _fashion.data_folder()
    images = place / "FashionMNIST" / "raw" / "train-images-idx3-ubyte"
    if _standin.is_complete(place) and images.stat().st_size >= _PHOTOGRAPHS * _standin.SIZE**2:
        return _part("Fashion-MNIST", True, _REAL.format(str(place)), needed=False)
    return _part("Fashion-MNIST", False, _DRAWN, _FETCH, needed=False)
