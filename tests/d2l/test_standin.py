"""The drawn stand-in: its files, its classes, and that it can be learnt."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
import torch

from autograder.d2l import _standin
from autograder.d2l._torchvision import import_torchvision


def test_torchvision_reads_it_as_fashion_mnist(drawn: Path):
    """torchvision's own class reads the files; shapes, types and classes are those of the real data."""
    dataset = import_torchvision().datasets.FashionMNIST
    train, test = dataset(str(drawn), train=True), dataset(str(drawn), train=False)
    assert train.data.shape == (20_000, 28, 28) and test.data.shape == (2_000, 28, 28)
    assert train.data.dtype == torch.uint8 and train.targets.dtype == torch.int64
    assert train.targets.bincount().tolist() == [2_000] * 10
    image, label = test[0]
    assert image.size == (28, 28) and 0 <= label <= 9


def test_every_machine_draws_the_same_bytes():
    """The pictures of a seed never change: results can be compared between machines and between years."""
    images, labels = _standin.draw(100, seed=2)
    assert hashlib.sha256(images.tobytes() + labels.tobytes()).hexdigest()[:16] == "b4b977f6ee81cd02"


def test_training_and_test_pictures_differ(drawn: Path):
    """No test picture is among the training pictures."""
    dataset = import_torchvision().datasets.FashionMNIST
    train, test = (dataset(str(drawn), train=train).data.numpy() for train in (True, False))
    seen = {picture.tobytes() for picture in train}
    assert not any(picture.tobytes() in seen for picture in test)


def test_it_is_not_trivial():
    """Looking at the nearest mean picture is clearly not enough, and far better than guessing."""
    images, labels = _standin.draw(3_000, seed=3)
    flat = images.reshape(len(images), -1).astype(np.float32)
    means = np.stack([flat[:2_000][labels[:2_000] == label].mean(0) for label in range(10)])
    nearest = ((flat[2_000:, None] - means) ** 2).sum(2).argmin(1)
    assert 0.5 < (nearest == labels[2_000:]).mean() < 0.88


def test_drawn_once(drawn: Path):
    """A second use reads what the first one drew."""
    before = {path: path.stat().st_mtime_ns for path in drawn.rglob("*ubyte")}
    assert _standin.ensure_stand_in(drawn.parent) == drawn
    assert before == {path: path.stat().st_mtime_ns for path in drawn.rglob("*ubyte")}


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda _: b"", lambda data: b"<html>" + data[6:]])
def test_damaged_files_are_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage):
    """A file that is cut short, empty or something else altogether does not count as data."""
    monkeypatch.setattr(_standin, "TRAIN", 20)
    monkeypatch.setattr(_standin, "TEST", 10)
    root = _standin.ensure_stand_in(tmp_path)
    broken = root / "FashionMNIST" / "raw" / "train-images-idx3-ubyte"
    whole = broken.read_bytes()
    broken.write_bytes(damage(whole))
    assert not _standin.is_complete(root)
    assert _standin.broken_files(root) == [broken]
    _standin.ensure_stand_in(tmp_path)
    assert broken.read_bytes() == whole


def test_nothing_is_not_damaged(tmp_path: Path):
    """Files that are missing are missing, not broken."""
    assert not _standin.is_complete(tmp_path)
    assert _standin.broken_files(tmp_path) == []
