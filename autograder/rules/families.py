"""The families of forbidden built-ins, declared here and nowhere else.

A family lists what the exercise forbids under every spelling that torch, numpy, scipy and their like have for
it: Python functions, modules, and the ATen operators that run underneath.
"""

from __future__ import annotations

from dataclasses import dataclass

from autograder.core.text import Text

ELSEWHERE = Text(
    "Elsewhere in the notebook you may use them, for instance to compare with your own.",
    "在 notebook 的其他地方可以使用它们，例如用来与你自己的实现作比较。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """What one exercise forbids, inside its function and in whatever that function calls.

    Attributes:
        slug: stable name of the family.
        functions: names of Python functions and tensor methods, private spellings too.
        classes: names of modules (classes).
        packages: dotted packages of which nothing may be used ...
        harmless: ... but these names, which do no work (base classes).
        operators: ATen operators, without ``aten::`` and overload, that run when one of the functions is
            called.
        sentence: what is forbidden and what is not, for the notebook and the feedback.
        instead: what to do instead, without giving the solution away.
    """

    slug: str
    functions: frozenset[str]
    classes: frozenset[str]
    operators: frozenset[str]
    sentence: Text
    instead: Text
    packages: tuple[str, ...] = ()
    harmless: frozenset[str] = frozenset()

    def forbids(self, path: str) -> bool:
        """Whether the library object at the dotted ``path`` ("torch.nn.functional.relu") belongs to this
        family."""
        last = path.rpartition(".")[2]
        for package in self.packages:
            if path.startswith(f"{package}."):
                return path.removeprefix(f"{package}.").partition(".")[0] not in self.harmless
        return last in self.functions or last in self.classes

    def named(self, seen: str) -> str | None:
        """The name for a person of what a run-time ``Watch`` has seen, if it is forbidden; else None."""
        operator = seen.removeprefix("aten::")
        if operator != seen:
            known = operator in self.operators
            return operator.strip("_").removesuffix("_forward") if known else None
        if seen in self.functions or self._forbids_object(seen):
            return seen.strip("_")
        return None

    def _forbids_object(self, name: str) -> bool:
        package, _, kind = name.partition(".")
        return (package == "nn" and kind in self.classes) or (
            bool(kind) and f"torch.{package}" in self.packages
        )


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_RELU = _names("""
    relu relu_ relu6 relu6_ leaky_relu leaky_relu_ prelu rrelu rrelu_ rrelu_with_noise rrelu_with_noise_ elu
    elu_ selu selu_ celu celu_ gelu gelu_ silu silu_ swish threshold threshold_ hardtanh hardtanh_ hard_tanh
    _prelu_kernel _add_relu _add_relu_ rrelu_with_noise_functional
""")

RELU = Family(
    slug="relu",
    functions=_RELU,
    classes=_names("ReLU ReLU6 LeakyReLU PReLU RReLU ELU SELU CELU GELU SiLU Threshold Hardtanh"),
    operators=_RELU,
    sentence=Text(
        "From scratch: no built-in of the ReLU family (`relu`, `relu6`, `leaky_relu`, `prelu`, `rrelu`, "
        "`elu`, `selu`, `celu`, `gelu`, `silu`, `threshold`, `hardtanh`, nor the modules `nn.ReLU` … "
        "`nn.Hardtanh`). `clamp`, `maximum`, `where` and `abs` are allowed.",
        "请从零实现：不能使用内置的 ReLU 一族（`relu`、`relu6`、`leaky_relu`、`prelu`、`rrelu`、`elu`、"
        "`selu`、`celu`、`gelu`、`silu`、`threshold`、`hardtanh`，以及模块 `nn.ReLU` … `nn.Hardtanh`）。"
        "可以使用 `clamp`、`maximum`、`where` 和 `abs`。",
    ),
    instead=Text(
        "Write the definition max(x, 0) with ordinary tensor operations.",
        "请用普通的张量运算写出定义 max(x, 0)。",
    ),
)

_SIGMOID = _names("""
    sigmoid sigmoid_ logsigmoid log_sigmoid log_sigmoid_forward expit log_expit special_expit tanh tanh_
    hardsigmoid hardsigmoid_ hard_sigmoid softmax log_softmax _softmax _log_softmax _safe_softmax
    _masked_softmax special_softmax special_log_softmax _sparse_softmax _sparse_log_softmax _foreach_sigmoid
    _foreach_sigmoid_ _foreach_tanh _foreach_tanh_ _sym_tanh
""")
_SIGMOID_CLASSES = _names("""
    Sigmoid LogSigmoid Tanh Hardsigmoid Softmax Softmax2d LogSoftmax SigmoidTransform TanhTransform
    SoftmaxTransform
""")
_SIGMOID_LIST = Text(
    "(`sigmoid`, `logsigmoid`, `expit`, `tanh`, `hardsigmoid`, `softmax`, `log_softmax`, nor their "
    "modules). `exp`, `expm1`, `softplus`, `logaddexp`, `clamp` and `where` are allowed.",
    "（`sigmoid`、`logsigmoid`、`expit`、`tanh`、`hardsigmoid`、`softmax`、`log_softmax` 及其模块）。"
    "可以使用 `exp`、`expm1`、`softplus`、`logaddexp`、`clamp` 和 `where`。",
)

SIGMOID = Family(
    slug="sigmoid",
    functions=_SIGMOID,
    classes=_SIGMOID_CLASSES,
    operators=_SIGMOID,
    sentence=Text(
        "From scratch: no built-in sigmoid and nothing that contains one ",
        "请从零实现：不能使用内置的 sigmoid，也不能使用包含它的函数",
    )
    + _SIGMOID_LIST,
    instead=Text(
        "Write the formula 1 / (1 + exp(−x)) with ordinary tensor operations, in a form that does not "
        "overflow.",
        "请用普通的张量运算写出公式 1 / (1 + exp(−x))，并采用不会溢出的形式。",
    ),
)

TANH = Family(
    slug="tanh",
    functions=_SIGMOID,
    classes=_SIGMOID_CLASSES,
    operators=_SIGMOID,
    sentence=Text(
        "From scratch: no built-in tanh or sigmoid and nothing that contains one ",
        "请从零实现：不能使用内置的 tanh 或 sigmoid，也不能使用包含它们的函数",
    )
    + _SIGMOID_LIST,
    instead=Text(
        "Write the formula (1 − exp(−2x)) / (1 + exp(−2x)) with ordinary tensor operations, in a form "
        "that does not overflow. A `sigmoid` of your own may be used.",
        "请用普通的张量运算写出公式 (1 − exp(−2x)) / (1 + exp(−2x))，并采用不会溢出的形式。"
        "可以使用你自己写的 `sigmoid`。",
    ),
)

_SOFTMAX = _names("""
    softmax log_softmax softmin _softmax _log_softmax _safe_softmax _masked_softmax special_softmax
    special_log_softmax _sparse_softmax _sparse_log_softmax _nested_tensor_softmax_with_shape
""")

SOFTMAX = Family(
    slug="softmax",
    functions=_SOFTMAX,
    classes=_names("Softmax Softmax2d LogSoftmax Softmin"),
    operators=_SOFTMAX,
    sentence=Text(
        "From scratch: no built-in `softmax`, `log_softmax` or `softmin`, nor their modules. `logsumexp` "
        "is allowed.",
        "请从零实现：不能使用内置的 `softmax`、`log_softmax`、`softmin` 及其模块。可以使用 `logsumexp`。",
    ),
    instead=Text(
        "Write exp(x) divided by the sum of exp(x) over the row, in a form that does not overflow.",
        "请写出 exp(x) 除以该行 exp(x) 之和，并采用不会溢出的形式。",
    ),
)

_CROSS_ENTROPY = _names("""
    cross_entropy cross_entropy_loss linear_cross_entropy nll_loss nll_loss2d nll_loss_nd nll_loss_forward
    nll_loss2d_forward softmax_cross_entropy_with_logits sparse_softmax_cross_entropy_with_logits
""") | (_SOFTMAX - {"softmin"})

CROSS_ENTROPY_WITH_LOGITS = Family(
    slug="cross-entropy-with-logits",
    functions=_CROSS_ENTROPY,
    classes=_names("CrossEntropyLoss LinearCrossEntropyLoss NLLLoss NLLLoss2d LogSoftmax Softmax Softmax2d"),
    operators=_CROSS_ENTROPY,
    sentence=Text(
        "From scratch: no built-in `cross_entropy`, `nll_loss`, `log_softmax` or `softmax`, nor their "
        "modules. `logsumexp` is allowed.",
        "请从零实现：不能使用内置的 `cross_entropy`、`nll_loss`、`log_softmax`、`softmax` 及其模块。"
        "可以使用 `logsumexp`。",
    ),
    instead=Text(
        "Write the stable log-sum-exp form with ordinary tensor operations.",
        "请用普通的张量运算写出数值稳定的 log-sum-exp 形式。",
    ),
)

_DROPOUT = _names("""
    dropout dropout_ dropout1d dropout2d dropout3d alpha_dropout alpha_dropout_ feature_dropout
    feature_dropout_ feature_alpha_dropout feature_alpha_dropout_ native_dropout _fused_dropout
    _native_dropout _mps_dropout
""")

DROPOUT = Family(
    slug="dropout",
    functions=_DROPOUT,
    classes=_names("Dropout Dropout1d Dropout2d Dropout3d AlphaDropout FeatureAlphaDropout"),
    operators=_DROPOUT,
    sentence=Text(
        "From scratch: no built-in dropout (`F.dropout` and its variants, `nn.Dropout` and its variants). "
        "Drawing random numbers is allowed, with `bernoulli`, too.",
        "请从零实现：不能使用内置的 dropout（`F.dropout`、`nn.Dropout` 及其各种变体）。可以生成随机数，"
        "也可以使用 `bernoulli`。",
    ),
    instead=Text("Draw a random mask yourself and apply it to X.", "请自己生成随机掩码，并作用在 X 上。"),
)

TRAIN_FROM_SCRATCH = Family(
    slug="train-from-scratch",
    functions=frozenset(),
    classes=_names("""
    AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d AdaptiveLogSoftmaxWithLoss AdaptiveMaxPool1d
    AdaptiveMaxPool2d AdaptiveMaxPool3d AlphaDropout AvgPool1d AvgPool2d AvgPool3d BatchNorm1d BatchNorm2d
    BatchNorm3d Bilinear CELU ChannelShuffle Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d
    ConvTranspose3d CrossMapLRN2d Dropout Dropout1d Dropout2d Dropout3d ELU Embedding EmbeddingBag
    FeatureAlphaDropout Flatten Fold GELU GLU GRU GRUCell GroupNorm Hardshrink Hardsigmoid Hardswish
    Hardtanh InstanceNorm1d InstanceNorm2d InstanceNorm3d LPPool1d LPPool2d LPPool3d LSTM LSTMCell LayerNorm
    LazyBatchNorm1d LazyBatchNorm2d LazyBatchNorm3d LazyConv1d LazyConv2d LazyConv3d LazyLinear LeakyReLU
    Linear LocalResponseNorm LogSigmoid LogSoftmax MaxPool1d MaxPool2d MaxPool3d Mish MultiheadAttention
    NonDynamicallyQuantizableLinear PReLU RMSNorm RNN RNNBase RNNCell RNNCellBase RReLU ReLU ReLU6 SELU SiLU
    Sigmoid Softmax Softmax2d Softmin Softplus Softshrink Softsign SyncBatchNorm Tanh Tanhshrink Threshold
    Transformer TransformerDecoder TransformerDecoderLayer TransformerEncoder TransformerEncoderLayer
    CircularPad1d CircularPad2d CircularPad3d ConstantPad1d ConstantPad2d ConstantPad3d CosineSimilarity
    FractionalMaxPool2d FractionalMaxPool3d LPPool3d LazyConvTranspose1d LazyConvTranspose2d
    LazyConvTranspose3d LazyInstanceNorm1d LazyInstanceNorm2d LazyInstanceNorm3d MaxUnpool1d MaxUnpool2d
    MaxUnpool3d PairwiseDistance PixelShuffle PixelUnshuffle ReflectionPad1d ReflectionPad2d ReflectionPad3d
    ReplicationPad1d ReplicationPad2d ReplicationPad3d Unflatten Unfold Upsample UpsamplingBilinear2d
    UpsamplingNearest2d ZeroPad1d ZeroPad2d ZeroPad3d
"""),
    operators=frozenset(),
    packages=("torch.optim",),
    harmless=_names("Optimizer optimizer"),
    sentence=Text(
        "From scratch: no layers of `torch.nn` (`nn.Linear` …) and nothing of `torch.optim`. "
        "`nn.Parameter` is allowed.",
        "请从零实现：不能使用 `torch.nn` 的层（`nn.Linear` 等），也不能使用 `torch.optim`。可以使用 "
        "`nn.Parameter`。",
    ),
    instead=Text(
        "Use tensors with `requires_grad` and the parts you have written above: `data_iter`, `linreg`, "
        "`squared_loss` and `sgd`.",
        "请使用带 `requires_grad` 的张量，以及你在前面写好的 `data_iter`、`linreg`、`squared_loss` 和 "
        "`sgd`。",
    ),
)

_AUTOGRAD = _names("""
    backward requires_grad_ grad vjp jvp jacrev jacfwd jacobian hessian hvp vhp grad_and_value linearize gradcheck
    gradgradcheck
""")

AUTOGRAD = Family(
    slug="autograd",
    functions=_AUTOGRAD,
    classes=frozenset(),
    operators=frozenset(),
    packages=("torch.autograd", "torch.func", "torch._functorch"),
    harmless=_names("no_grad enable_grad set_grad_enabled inference_mode grad_mode"),
    sentence=Text(
        "By hand: no autograd (`.backward()`, `requires_grad_`, `torch.autograd`, `torch.func`). `torch.no_grad` "
        "is allowed.",
        "请手写：不能使用自动求导（`.backward()`、`requires_grad_`、`torch.autograd`、`torch.func`）。可以使用 "
        "`torch.no_grad`。",
    ),
    instead=Text(
        "Write the derivative with ordinary tensor operations: the chain rule, or differences of values.",
        "请用普通的张量运算写出导数：应用链式法则，或用函数值之差。",
    ),
)

FAMILIES = (RELU, SIGMOID, TANH, SOFTMAX, CROSS_ENTROPY_WITH_LOGITS, DROPOUT, TRAIN_FROM_SCRATCH, AUTOGRAD)
