"""The declarations: complete, consistent, and about things that exist."""

from __future__ import annotations

import pytest
import torch

from autograder import rules

BY_SLUG = pytest.mark.parametrize("family", rules.FAMILIES, ids=lambda family: family.slug)
SPEC = {
    rules.RELU: "relu relu6 leaky_relu prelu rrelu elu selu celu gelu silu threshold hardtanh",
    rules.SIGMOID: "sigmoid logsigmoid expit tanh hardsigmoid softmax log_softmax",
    rules.TANH: "sigmoid logsigmoid expit tanh hardsigmoid softmax log_softmax",
    rules.SOFTMAX: "softmax log_softmax softmin",
    rules.CROSS_ENTROPY_WITH_LOGITS: "cross_entropy nll_loss log_softmax softmax",
    rules.DROPOUT: "dropout alpha_dropout feature_dropout native_dropout",
}
FREE = {
    rules.RELU: "clamp maximum where abs clip max softplus",
    rules.SIGMOID: "softplus logaddexp exp expm1 clamp where logsumexp sinh cosh atanh arctanh",
    rules.TANH: "softplus logaddexp exp expm1 clamp where sinh cosh",
    rules.SOFTMAX: "logsumexp exp max sum",
    rules.CROSS_ENTROPY_WITH_LOGITS: "logsumexp gather log exp",
    rules.DROPOUT: "bernoulli rand rand_like where",
    rules.TRAIN_FROM_SCRATCH: "nn.Parameter nn.MSELoss nn.Module nn.init.normal_ nn.functional.linear "
    "optim.Optimizer",
}


@pytest.mark.parametrize(("family", "names"), SPEC.items(), ids=lambda value: getattr(value, "slug", ""))
def test_what_the_notebook_forbids_is_forbidden_and_said(family, names):
    """Each name of the rule is in the family, and the first of them are in its sentence in both languages."""
    for name in names.split():
        assert family.forbids(f"torch.{name}"), name
    for sentence in (family.sentence.en, family.sentence.zh):
        assert names.split()[0] in sentence


@pytest.mark.parametrize(("family", "names"), FREE.items(), ids=lambda value: getattr(value, "slug", ""))
def test_what_the_notebook_allows_is_free(family, names):
    """Nothing that is allowed belongs to the family."""
    for name in names.split():
        assert not family.forbids(f"torch.{name}"), name


@BY_SLUG
def test_modules_exist_in_torch(family):
    """A misspelt module would never be found (lazy ones and what newer versions add aside)."""
    newer = {
        "LinearCrossEntropyLoss",
        "SigmoidTransform",
        "TanhTransform",
        "SoftmaxTransform",
        "NonDynamicallyQuantizableLinear",
    }
    for name in family.classes - newer:
        assert hasattr(torch.nn, name) or hasattr(torch.nn.modules.rnn, name), name


@BY_SLUG
def test_slugs_and_texts(family):
    """Slugs are unique and every text stands in both languages."""
    assert [other.slug for other in rules.FAMILIES].count(family.slug) == 1
    assert all((family.sentence.en, family.sentence.zh, family.instead.en, family.instead.zh))


def test_layers_of_torch_are_all_known():
    """Every module of torch.nn is a layer, or known to be none: a container or a loss."""
    free = {
        "Module",
        "Sequential",
        "ModuleList",
        "ModuleDict",
        "ParameterList",
        "ParameterDict",
        "Container",
        "Identity",
        "DataParallel",
    }
    for name, kind in vars(torch.nn).items():
        if (
            isinstance(kind, type)
            and issubclass(kind, torch.nn.Module)
            and name not in free
            and "Loss" not in name
        ):
            assert rules.TRAIN_FROM_SCRATCH.forbids(f"torch.nn.{name}"), name


@pytest.mark.parametrize(
    ("family", "seen", "name"),
    [
        (rules.RELU, "relu_", "relu"),
        (rules.RELU, "aten::relu_", "relu"),
        (rules.RELU, "aten::clamp_min", None),
        (rules.RELU, "nn.ReLU", "nn.ReLU"),
        (rules.RELU, "nn.Linear", None),
        (rules.RELU, "optim.ReLU", None),
        (rules.RELU, "ReLU", None),
        (rules.RELU, "clamp", None),
        (rules.SOFTMAX, "aten::_log_softmax", "log_softmax"),
        (rules.SOFTMAX, "_softmax", "softmax"),
        (rules.CROSS_ENTROPY_WITH_LOGITS, "aten::nll_loss_forward", "nll_loss"),
        (rules.TRAIN_FROM_SCRATCH, "optim.SGD", "optim.SGD"),
        (rules.TRAIN_FROM_SCRATCH, "nn.Linear", "nn.Linear"),
        (rules.TRAIN_FROM_SCRATCH, "nn.Mine", None),
        (rules.TRAIN_FROM_SCRATCH, "optim", None),
        (rules.TRAIN_FROM_SCRATCH, "aten::mm", None),
        (rules.AUTOGRAD, "autograd.backward", "autograd.backward"),
        (rules.AUTOGRAD, "backward", "backward"),
    ],
)
def test_what_ran_has_a_name_for_a_person(family, seen, name):
    """Functions, operators, modules and optimisers, as a student writes them; None for what is free."""
    assert family.named(seen) == name


def test_a_package_is_forbidden_whole():
    """But for what does no work; a package of a like name is another."""
    assert rules.TRAIN_FROM_SCRATCH.forbids("torch.optim.lr_scheduler.StepLR")
    assert rules.AUTOGRAD.forbids("torch.func.grad") and not rules.AUTOGRAD.forbids("torch.autograd.no_grad")
    assert not rules.AUTOGRAD.forbids("torch.autograd.grad_mode.no_grad")
    assert not rules.TRAIN_FROM_SCRATCH.forbids("torch.optimal.SGD")
