"""What an exception in the student's code says about the mistake, by its message and by the line that raised it.

The class of an exception alone says nothing: a pattern of the message decides, and for some a pattern of the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from autograder.core.clean import clean
from autograder.core.errors import StudentRaised
from autograder.testing.relations.model import Relation, word


@dataclass(frozen=True, slots=True)
class _Slip:
    """``said`` is a pattern of ``Kind: message``; its groups fill the sentence. ``line`` is one of the source line."""

    slug: str
    said: str
    line: str = ""


def relation(failure: StudentRaised) -> Relation | None:
    """The mistake that this exception tells, or None."""
    said = f"{failure.kind}: {failure.detail}"
    line = failure.where[2] if failure.where else ""
    for slip in SLIPS:
        found = re.search(slip.said, said)
        if found and re.search(slip.line, line):
            return Relation(
                slip.slug, word(f"raised.{slip.slug}", *(clean(group or "", 60) for group in found.groups()))
            )
    return None


# shapes that do not fit fail in one operation or another, by their sizes
SIZES = {"matmul-shapes", "sizes-do-not-match"}
# of a line: no tensor is made a number in it; it sums, or the like, along one dimension
NO_NUMBER_TAKEN = r"^(?!.*(\.item\(|\bfloat\()).*"
ALONG_ONE = r"\b(sum|max|mean|amax|logsumexp)\((.*,\s*)?((dim|axis)\s*=\s*)?\(?-?\d,?\)?\s*\)"
LAYERS = "ReLU|Sigmoid|Tanh|Softmax|Flatten|Dropout|Linear|Sequential"
SLIPS = (
    _Slip("super-init-missing", r"before Module\.__init__\(\) call"),
    _Slip("class-for-module", r"torch\.nn\.[\w.]*?(\w+) is not a Module subclass"),
    _Slip("not-a-module", r"(\w+) is not a Module subclass"),
    _Slip("module-for-tensor", rf"must be Tensor, not ({LAYERS})$"),
    _Slip("module-for-tensor", rf"'({LAYERS})' object has no attribute '(?:shape|size|dim|reshape|sum|exp|dtype|T)'"),
    _Slip("lazy-layer", r"[Uu]ninitialized|has not been initialized|lazy"),
    _Slip("if-on-a-tensor", r"Boolean value of Tensor with more than one value"),
    _Slip("math-on-a-tensor", r"only (one element|integer) tensors|converted to (a )?(Python )?[sS]calar|must be real number|only length-1|only 0-dimensional", rf"{NO_NUMBER_TAKEN}(math\.|(?<![\w.])(exp|log|sqrt)\()"),
    _Slip("math-domain", r"math (range|domain) error"),
    _Slip("bits-of-floats", r'"bitwise_\w+" not implemented for \'(\w+)\''),
    _Slip("dtype-not-supported", r'"(\w+)" not implemented for \'(\w+)\''),
    _Slip("forward-missing", r'missing the required "forward" function'),
    _Slip("mean-of-integers", r"mean\(\): could not infer output dtype"),
    _Slip("item-of-several", r"cannot be converted to (a )?Scalar|only one element tensors"),
    _Slip("dot-of-matrices", r"1D tensors expected"),
    _Slip("matmul-shapes", r"shapes cannot be multiplied|inconsistent tensor size|size mismatch, got|batch1 and batch2|Expected size for first two dimensions|vec.*size mismatch|both arguments to (linear|matmul)"),
    _Slip("keepdim-missing", r"size of tensor a \((\d+)\) must match the size of tensor b \((\d+)\)|shape mismatch|not broadcastable", rf"^(?!.*(keepdim|==)).*({ALONG_ONE}(\.values|\[0\])?\s*[-+*/]|[-+*/]\s*[\w.()]*{ALONG_ONE})"),
    _Slip("sizes-do-not-match", r"size of tensor a \((\d+)\) must match the size of tensor b \((\d+)\)"),
    _Slip("reshape-does-not-fit", r"shape '(.*?)' is invalid for input of size (\d+)"),
    _Slip("changed-leaf", r"leaf Variable that requires grad"),
    _Slip("graph-cut", r"does not require grad and does not have a grad_fn|Variables? .*not.*require"),
    _Slip("backward-of-several", r"grad can be implicitly created only for scalar outputs"),
    _Slip("backward-twice", r"backward through the graph a second time"),
    _Slip("changed-in-place", r"modified by an inplace operation"),
    _Slip("numpy-of-a-graph", r"call numpy\(\) on Tensor that requires grad"),
    _Slip("one-of-several", r"torch\.return_types\.(\w+)"),
    _Slip("index-not-integer", r"(tensors used as indices must be|[Ee]xpected dtype int64 for index|only integers, slices)"),
    _Slip("dtypes-mixed", r"same dtype|expected scalar type|Found dtype|can't be cast to the desired output type|dtype.*(mismatch|differ)"),
    _Slip("dimension-out-of-range", r"Dimension out of range .*but got (-?\d+)"),
    _Slip("emptied", r"pop from (an )?empty|pop\(\): .*empty|StopIteration"),
    _Slip("index-past-a-dimension", r"index (-?\d+) is out of bounds for dimension (\d+) with size (\d+)"),
    _Slip("index-out-of-range", r"(out of bounds|index out of range|out of range)"),
    _Slip("view-of-strided", r"view size is not compatible"),
    _Slip("number-for-tensor", r"argument 'input'.* must be Tensor, not (\w+)|expected Tensor as .*, but got (?!None)(\w+)"),
    _Slip("unbound-local", r"local variable '(\w+)'"),
    _Slip("undefined-name", r"NameError: name '(\w+)' is not defined"),
    _Slip("wrong-arguments", r"([\w<>]+)(?:\.__init__)?\(\) (?:takes \d|takes from|missing \d|got an unexpected|got multiple)"),
    _Slip("none-called", r"'NoneType' object is not callable"),
    _Slip("not-callable", r"'(\w+)' object is not callable"),
    _Slip("not-a-parameter", r"cannot assign '([\w.]+)' as parameter '(\w+)'"),
    _Slip("none-used", r"'?NoneType'?"),
    _Slip("no-such-function", r"module '([\w.]+)' has no attribute '(\w+)'"),
    _Slip("no-such-attribute", r"'?(\w+)'? (?:object )?has no attribute '(\w+)'"),
    _Slip("operands-do-not-fit", r"unsupported operand type\(s\) for (\S+): '([\w.]+)' and '([\w.]+)'"),
    _Slip("operands-do-not-fit", r"'(\S+)' not supported between instances of '([\w.]+)' and '([\w.]+)'"),
    _Slip("not-subscriptable", r"'(\w+)' object is not (?:subscriptable|iterable)"),
    _Slip("too-many-values", r"(too many|not enough) values to unpack"),
    _Slip("division-by-zero", r"ZeroDivisionError"),
    _Slip("calls-itself", r"maximum recursion depth"),
    _Slip("own-assertion", r"^AssertionError", r"assert\b"),
)  # fmt: skip
