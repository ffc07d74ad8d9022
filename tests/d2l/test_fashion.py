"""Which data are loaded, what is said about them, and the shape of the minibatches."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
import torch
from torch import nn

from autograder import d2l
from autograder.core.text import set_language
from autograder.d2l import _fashion, _fetch, _standin


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A root with 30 and 10 images that counts as real data."""
    with monkeypatch.context() as context:
        context.setattr(_standin, "TRAIN", 30)
        context.setattr(_standin, "TEST", 10)
        return _standin.ensure_stand_in(tmp_path / "shared")


def test_offline_the_stand_in_is_used_and_named(capsys: pytest.CaptureFixture[str]):
    """Without real data one line says that the stand-in is used, and why."""
    d2l.load_data_fashion_mnist(256)
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "NOT the real Fashion-MNIST" in said and "built-in stand-in" in said
    assert "downloading is turned off" in said


def test_the_line_is_chinese_for_chinese_readers(capsys: pytest.CaptureFixture[str]):
    """The line follows the language of the course."""
    set_language("zh")
    d2l.load_data_fashion_mnist(256)
    assert "替代数据" in capsys.readouterr().out


def test_root_comes_before_environment(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """A root given wins over AUTOGRADER_DATA; the line names the folder."""
    monkeypatch.setenv("AUTOGRADER_DATA", str(small))
    train, test = d2l.load_data_fashion_mnist(8)
    assert (len(train.dataset), len(test.dataset)) == (30, 10)
    assert f"30 training and 10 test images from {small}" in capsys.readouterr().out
    d2l.load_data_fashion_mnist(8, root=tmp_path / "elsewhere")
    assert "elsewhere does not hold the real data" in capsys.readouterr().out


@pytest.mark.parametrize("setting", ["", "0"])
def test_no_network_falls_back(
    setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Where a download is tried and fails, the stand-in is used and the reason said."""
    monkeypatch.setenv("AUTOGRADER_OFFLINE", setting)
    monkeypatch.setattr(_fetch, "_answers", lambda url: False)
    d2l.load_data_fashion_mnist(256, root=tmp_path / "nowhere")
    assert "because there is no network" in capsys.readouterr().out
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("switch", ["argument", "environment"])
def test_downloading_can_be_turned_off(switch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """With download=False, or AUTOGRADER_OFFLINE set, the network is not touched."""
    monkeypatch.setenv("AUTOGRADER_OFFLINE", "1" if switch == "environment" else "0")
    monkeypatch.setattr(_fetch, "fetch", lambda *_: pytest.fail("the network was used"))
    d2l.load_data_fashion_mnist(256, root=tmp_path, download=switch == "environment")


def test_a_file_cut_short_is_unpacked_again(small: Path, monkeypatch: pytest.MonkeyPatch):
    """An interrupted unpacking left half a file: it is taken away before the download is asked for."""
    broken = small / "FashionMNIST" / "raw" / "t10k-images-idx3-ubyte"
    whole = broken.read_bytes()
    broken.write_bytes(whole[:100])
    monkeypatch.setenv("AUTOGRADER_OFFLINE", "0")

    def unpack(dataset, root: Path) -> None:
        assert not broken.exists()
        broken.write_bytes(whole)

    monkeypatch.setattr(_fetch, "fetch", unpack)
    assert len(d2l.load_data_fashion_mnist(5, root=small)[1].dataset) == 10


def test_a_folder_that_cannot_be_used_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """A root that is a file ends in the stand-in with a reason, not in an exception."""
    monkeypatch.setenv("AUTOGRADER_OFFLINE", "0")
    monkeypatch.setattr(_fetch, "_answers", lambda url: True)
    (tmp_path / "file").write_text("")
    d2l.load_data_fashion_mnist(256, root=tmp_path / "file")
    assert "because the download failed" in capsys.readouterr().out


def test_a_home_that_cannot_be_written(tmp_path: Path, drawn: Path, monkeypatch: pytest.MonkeyPatch):
    """Where the cache folder cannot be made, the stand-in goes to the temporary folder."""
    (tmp_path / "cache").write_text("")
    monkeypatch.setattr(_fashion, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(_fashion.tempfile, "gettempdir", lambda: str(tmp_path / "temporary"))
    monkeypatch.setattr(_standin, "TRAIN", 20)
    monkeypatch.setattr(_standin, "TEST", 10)
    assert _fashion._stand_in().is_relative_to(tmp_path / "temporary")


def test_minibatches(small: Path):
    """Images are float32 from 0 to 1 with a channel, labels int64; the last minibatch may be smaller."""
    train, test = d2l.load_data_fashion_mnist(8, root=small)
    batches = list(train)
    assert len(train) == 4 and [len(y) for _, y in batches] == [8, 8, 8, 6]
    X, y = batches[0]
    assert X.shape == (8, 1, 28, 28) and X.dtype == torch.float32 and y.dtype == torch.int64
    assert X.min() >= 0 and 0.5 < X.max() <= 1
    image, label = test.dataset[3]
    assert image.shape == (1, 28, 28) and isinstance(label, int)


def test_values_are_those_of_totensor(small: Path):
    """An image has the values that torchvision's own transform would give it."""
    from torchvision.datasets import FashionMNIST
    from torchvision.transforms import ToTensor

    theirs = FashionMNIST(str(small), train=False, transform=ToTensor())
    ours = d2l.load_data_fashion_mnist(8, root=small)[1].dataset
    assert all(torch.equal(theirs[i][0], ours[i][0]) and theirs[i][1] == ours[i][1] for i in range(10))


def test_only_training_data_are_shuffled(small: Path):
    """The training examples come in a fresh order at each pass, all of them; the test examples in theirs."""
    torch.manual_seed(0)
    train, test = d2l.load_data_fashion_mnist(30, root=small)
    (first, labels), (second, _) = next(iter(train)), next(iter(train))
    assert not torch.equal(first, second)
    assert torch.equal(first.sum((1, 2, 3)).sort().values, second.sum((1, 2, 3)).sort().values)
    assert torch.equal(labels.sort().values, train.dataset.labels.sort().values)
    assert torch.equal(next(iter(test))[1], next(iter(test))[1])


@pytest.mark.parametrize(("resize", "shape"), [(64, (64, 64)), ((14, 20), (14, 20))])
def test_resize(small: Path, resize, shape):
    """Images come in another size, still between 0 and 1."""
    X, _ = next(iter(d2l.load_data_fashion_mnist(4, resize=resize, root=small)[0]))
    assert X.shape == (4, 1, *shape) and 0 <= X.min() <= X.max() <= 1


def test_label_names():
    """Numbers, and tensors of numbers, become the names of the classes."""
    assert d2l.get_fashion_mnist_labels([0, 9]) == ["t-shirt", "ankle boot"]
    assert d2l.get_fashion_mnist_labels(torch.tensor([8, 5])) == ["bag", "sandal"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="platformdirs knows where it is elsewhere")
def test_cache_folder_follows_the_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The cache is where each system keeps such things."""
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert _fashion.cache_folder() == tmp_path / "d2l-autograder"


def test_real_images_are_learnt_from(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Real Fashion-MNIST, or a part of it, is read as it is; a small MLP learns from it."""
    root = _REAL
    if not root or not _standin.is_complete(Path(root)):
        pytest.skip("AUTOGRADER_DATA names no folder with FashionMNIST/raw/train-images-idx3-ubyte and so on")
    monkeypatch.setenv("AUTOGRADER_DATA", root)
    torch.manual_seed(0)
    train, test = d2l.load_data_fashion_mnist(32)
    assert "NOT" not in capsys.readouterr().out
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))
    d2l.train_ch3(
        net, train, test, nn.CrossEntropyLoss(reduction="none"), 15, torch.optim.SGD(net.parameters(), lr=0.1)
    )


_REAL = os.environ.get("AUTOGRADER_DATA")  # read before the fixtures clear it
