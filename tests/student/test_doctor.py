"""``autograder doctor --student``: what is installed, whether it works, and what to do."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from autograder import cli
from autograder.core.text import set_language
from autograder.d2l import _standin
from autograder.student import doctor

UNIX_OR_GRADING = ("pyseccomp", "nbgrader", "fcntl", "resource", "pwd", "grp", "termios")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data in a folder of the test's own."""
    monkeypatch.setenv("AUTOGRADER_DATA", str(tmp_path))


def found() -> dict[str, doctor.Part]:
    """The report by name."""
    return {part.name.en: part for part in doctor.report()}


def test_a_whole_installation_works(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every package with its version; the data, which are drawn, do not matter."""
    parts = found()
    assert set(doctor.PACKAGES) < set(parts) and all(part.works for part in parts.values() if part.needed)
    assert all(re.match(r"\d+\.\d+", parts[name].detail.en) for name in doctor.PACKAGES)
    assert "stand-in" in parts["Fashion-MNIST"].detail.en and parts["Fashion-MNIST"].advice is not None
    for language, said in (("en", "You can work here."), ("zh", "可以在这里做练习")):
        set_language(language)
        with pytest.raises(SystemExit) as exit_:
            cli.main(["doctor", "--student"])
        set_language(None)
        assert not exit_.value.code and said in capsys.readouterr().out


def test_what_is_missing_or_broken_comes_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In words, and with exit status 1; on Linux torch comes from where the small build is."""
    version, load = doctor._version, import_module
    absent = {"torch", "jupyterlab", "notebook", "ipykernel"}

    def broken(name: str) -> object:
        if name == "scipy":
            raise OSError("libopenblas is not there")
        return load(name)

    monkeypatch.setattr(doctor, "_version", lambda name: None if name in absent else version(name))
    monkeypatch.setattr("autograder.student.doctor.import_module", broken)
    monkeypatch.setattr(sys, "platform", "linux")
    parts = found()
    assert {name for name, part in parts.items() if not part.works and part.needed} == {
        "torch",
        "scipy",
        "Jupyter",
    }
    assert str(parts["torch"].advice).endswith(
        "torch torchvision --index-url https://download.pytorch.org/whl/cpu"
    )
    assert "libopenblas" in parts["scipy"].detail.en and "--force-reinstall scipy" in str(
        parts["scipy"].advice
    )
    with pytest.raises(SystemExit) as exit_:
        cli.main(["doctor", "--student"])
    assert exit_.value.code == 1 and "!! torch: not installed" in capsys.readouterr().out


def test_a_torch_that_cannot_compute_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Being importable is not enough."""
    import torch

    def fail(*_: object) -> None:
        raise RuntimeError("illegal instruction")

    monkeypatch.setattr(torch.nn, "Linear", fail)
    part = found()["torch computes"]
    assert not part.works and "illegal instruction" in part.detail.en and part.advice is not None


def test_the_real_data_are_told_from_the_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand-in is no real data, wherever it lies."""
    monkeypatch.setattr(_standin, "is_complete", lambda root: True)
    images = tmp_path / "FashionMNIST" / "raw" / "train-images-idx3-ubyte"
    images.parent.mkdir(parents=True)
    for count, real in ((20_000, False), (60_000, True)):
        with images.open("wb") as file:
            file.truncate(16 + count * 28 * 28)
        assert found()["Fashion-MNIST"].works == real


def test_it_needs_neither_what_grades_nor_unix() -> None:
    """Nor torch, to say that torch is missing."""
    program = (
        f"import sys; sys.modules.update(dict.fromkeys({(*UNIX_OR_GRADING, 'torch', 'numpy')!r}))\n"
        "from autograder import cli; cli.main(['doctor', '--student'])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert run.returncode == 1 and "!! torch:" in run.stdout and not run.stderr, run.stderr
