"""train_ch3 and predict_ch3: the book's meaning, and words where a training failed."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from autograder import d2l
from autograder.core.text import set_language


@pytest.fixture(scope="module")
def easy():
    """Two hundred points in four clear classes."""
    torch.manual_seed(0)
    y = torch.arange(200) % 4
    X = torch.randn(200, 8) * 0.3
    X[torch.arange(200), y] += 3
    return d2l.load_array((X, y), 16), d2l.load_array((X, y), 16, is_train=False)


def mlp(inputs: int = 784, outputs: int = 10, std: float = 0.01) -> nn.Sequential:
    """The book's concise MLP."""
    net = nn.Sequential(nn.Flatten(), nn.Linear(inputs, 64), nn.ReLU(), nn.Linear(64, outputs))
    for layer in net:
        if isinstance(layer, nn.Linear):
            nn.init.normal_(layer.weight, std=std)
    return net


def sgd(net: nn.Module, lr: float):
    """An updater as students write it: the batch size divides."""

    def update(batch_size: int) -> None:
        with torch.no_grad():
            for param in net.parameters():
                param -= lr * param.grad / batch_size
                param.grad.zero_()

    return update


PER_EXAMPLE = nn.CrossEntropyLoss(reduction="none")


@pytest.mark.course
def test_the_books_mlp_learns_the_stand_in(capsys: pytest.CaptureFixture[str]):
    """Ten epochs with the book's own settings meet the bounds on the stand-in, and each is reported."""
    torch.manual_seed(0)
    train, test = d2l.load_data_fashion_mnist(256)
    net = mlp()
    d2l.train_ch3(net, train, test, PER_EXAMPLE, 10, torch.optim.SGD(net.parameters(), lr=0.1))
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("epoch")]
    assert len(lines) == 10 and "train loss" in lines[9] and "test acc" in lines[9]
    X, y = next(iter(test))
    assert (net(X).argmax(1) == y).float().mean() > 0.8


def test_an_updater_of_the_student(easy):
    """A function of the batch size gets the gradient of the summed loss, as in the book."""
    torch.manual_seed(0)
    net = mlp(8, 4, std=0.1)
    d2l.train_ch3(net, *easy, PER_EXAMPLE, 10, sgd(net, 0.2))


def test_a_function_can_be_trained(easy):
    """The net may be a plain function of X, as in the from-scratch notebooks."""
    weight = torch.zeros(8, 4, requires_grad=True)
    d2l.train_ch3(lambda X: X @ weight, *easy, PER_EXAMPLE, 5, torch.optim.SGD([weight], lr=0.5))


def test_the_loss_is_a_mean_over_examples(easy, capsys: pytest.CaptureFixture[str]):
    """Without steps, loss and accuracy are exactly those of the whole set, an uneven last batch included."""
    weight = torch.randn(8, 4, requires_grad=True)
    X, y = easy[1].dataset.tensors
    d2l.train_ch3(lambda X: X @ weight, *easy, PER_EXAMPLE, 1, torch.optim.SGD([weight], lr=0.0), check=False)
    loss, accuracy = nn.functional.cross_entropy(X @ weight, y), ((X @ weight).argmax(1) == y).float().mean()
    line = f"train loss {loss:.4g}, train acc {accuracy:.4g}, test acc {accuracy:.4g}"
    assert line in capsys.readouterr().out


def test_a_module_is_evaluated_in_eval_mode(easy):
    """Dropout is on while training, off while testing, and on again afterwards."""

    class Watched(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner, self.modes = mlp(8, 4, std=0.1), []

        def forward(self, X: torch.Tensor) -> torch.Tensor:
            self.modes.append((self.training, torch.is_grad_enabled()))
            return self.inner(X)

    net = Watched()
    d2l.train_ch3(net, *easy, PER_EXAMPLE, 1, torch.optim.SGD(net.parameters(), lr=0.1), check=False)
    assert net.modes == [(True, True)] * 13 + [(False, False)] * 13
    assert net.training


def failure(easy, net, loss, updater, epochs: int = 3) -> str:
    """What the AssertionError of a training says."""
    with pytest.raises(AssertionError) as caught:
        d2l.train_ch3(net, *easy, loss, epochs, updater)
    return str(caught.value)


def test_weights_that_start_too_large_are_named(easy):
    """Without the factor 0.01 the first loss is far above guessing: said, with both numbers."""
    torch.manual_seed(0)
    net = mlp(8, 4, std=30)
    said = failure(easy, net, PER_EXAMPLE, torch.optim.SGD(net.parameters(), lr=1e-6), epochs=1)
    assert "train loss is" in said and "should be below 0.5" in said
    assert "weights start too large" in said and "up to 3" in said and "ln 4 = 1.39" in said


def test_weights_that_start_equal_are_named(easy):
    """Zeros learn nothing: the loss stays at guessing."""
    net = mlp(8, 4, std=0)
    for param in net.parameters():
        nn.init.zeros_(param)
    said = failure(easy, net, PER_EXAMPLE, torch.optim.SGD(net.parameters(), lr=0.001))
    assert "stayed at ln 4 = 1.39" in said and "start equal (to 0)" in said
    assert "train accuracy is" in said and "test accuracy is 0.25" in said


def test_weights_that_start_too_small_are_named(easy):
    """Far below 0.01 the gradients vanish too: the same words fit."""
    torch.manual_seed(0)
    net = mlp(8, 4, std=1e-6)
    said = failure(easy, net, PER_EXAMPLE, torch.optim.SGD(net.parameters(), lr=0.01))
    assert "far smaller than 0.01" in said


def test_a_mean_loss_is_named(easy):
    """reduction='mean' with an updater that divides too: steps far too small, and the message says why."""
    torch.manual_seed(0)
    net = mlp(8, 4)
    said = failure(easy, net, nn.CrossEntropyLoss(reduction="mean"), sgd(net, 0.1))
    assert "reduction='none'" in said and "divides a second time" in said
    assert "train accuracy is" in said


def test_a_mean_loss_that_goes_well_is_said_too(easy, capsys: pytest.CaptureFixture[str]):
    """With an optimizer a mean loss trains well and only looks too small: a printed word, not an error."""
    torch.manual_seed(0)
    net = mlp(8, 4, std=0.1)
    d2l.train_ch3(net, *easy, nn.CrossEntropyLoss(), 10, torch.optim.SGD(net.parameters(), lr=0.2))
    assert "reduction='none'" in capsys.readouterr().out


def test_a_loss_that_explodes_is_named(easy):
    """nan is below no bound, and is said to be an explosion."""
    net = mlp(8, 4, std=1)
    said = failure(easy, net, PER_EXAMPLE, torch.optim.SGD(net.parameters(), lr=1e12))
    assert "nan or infinite" in said


def test_too_few_epochs_are_named(easy):
    """A loss that still falls is said to want more time."""
    torch.manual_seed(0)
    net = mlp(8, 4)
    said = failure(easy, net, PER_EXAMPLE, torch.optim.SGD(net.parameters(), lr=0.03), epochs=5)
    assert "still falling" in said


def test_the_words_are_chinese_for_chinese_readers(easy):
    """The message follows the language of the course."""
    set_language("zh")
    net = mlp(8, 4)
    said = failure(easy, net, nn.CrossEntropyLoss(), sgd(net, 0.1))
    assert "训练精度" in said and "reduction='none'" in said and "minibatch" not in said


def test_an_experiment_that_is_meant_to_fail(easy, capsys: pytest.CaptureFixture[str]):
    """With check=False the words are printed and the notebook goes on."""
    net = mlp(8, 4)
    d2l.train_ch3(net, *easy, PER_EXAMPLE, 1, sgd(net, 0.0), check=False)
    assert "misses these bounds" in capsys.readouterr().out


def test_data_that_can_be_read_only_once(easy):
    """A generator is empty in the second epoch: said as it is, not as a nan."""
    net = mlp(8, 4, std=0.1)
    with pytest.raises(ValueError, match="not a generator"):
        d2l.train_ch3(net, iter(list(easy[0])), easy[1], PER_EXAMPLE, 2, sgd(net, 0.1))


def test_at_least_one_epoch(easy):
    """No epoch is no training."""
    with pytest.raises(ValueError, match="at least 1"):
        d2l.train_ch3(mlp(8, 4), *easy, PER_EXAMPLE, 0, None)


def test_predictions_are_shown_under_the_labels():
    """Each picture has its true and its predicted label; wrong ones are red; the net's mode is put back."""
    _, test = d2l.load_data_fashion_mnist(16)
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 10), nn.Dropout())
    nn.init.zeros_(net[1].weight)
    with torch.no_grad():
        net[1].bias.copy_(torch.eye(10)[1])
    net.eval()
    d2l.predict_ch3(net, test, n=16)
    titles = [axes.get_title() for axes in d2l.plt.gcf().axes]
    assert len(titles) == 16 and all(title.endswith("\ntrouser") for title in titles)
    colours = {axes.get_title(): axes.title.get_color() for axes in d2l.plt.gcf().axes}
    assert (colours.get("trouser\ntrouser") != "#c2410c") and "#c2410c" in colours.values()
    assert not net.training
