"""What an exception in the student's code says about the mistake, by its message and by the line that raised it.

The class of an exception alone says nothing: a pattern of the message decides, and for some a pattern of the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from autograder.core.clean import clean
from autograder.core.errors import StudentRaised
from autograder.core.text import Text
from autograder.testing.relations.model import Relation


@dataclass(frozen=True, slots=True)
class _Slip:
    """``said`` is a pattern of ``Kind: message``; its groups fill the text. ``line`` is one of the source line."""

    slug: str
    said: str
    text: Text
    line: str = ""


def relation(failure: StudentRaised) -> Relation | None:
    """The mistake that this exception tells, or None."""
    said = f"{failure.kind}: {failure.detail}"
    line = failure.where[2] if failure.where else ""
    for slip in SLIPS:
        found = re.search(slip.said, said)
        if found and re.search(slip.line, line):
            return Relation(
                slip.slug, slip.text.format(*(clean(group or "", 60) for group in found.groups()))
            )
    return None


SLIPS = (
    _Slip("super-init-missing", r"before Module\.__init__\(\) call", Text(
        "A layer is stored before the Module is set up. Which line must come first in `__init__`?",
        "在 Module 初始化之前就保存了层。`__init__` 的第一行应是什么？")),
    _Slip("class-for-module", r"([\w.]*?)(\w+) is not a Module subclass", Text(
        "{1} is a class and no layer yet. Which parentheses are missing?", "{1} 是类，还不是层。哪里少了一对括号 `()`？")),
    _Slip("lazy-layer", r"[Uu]ninitialized|has not been initialized|lazy", Text(
        "A lazy layer has no weight before its first input. Which layer is given both sizes at once?",
        "惰性层在第一次输入之前没有权重。哪种层一开始就给定输入和输出的大小？")),
    _Slip("if-on-a-tensor", r"Boolean value of Tensor with more than one value", Text(
        "`if` and `and` ask for one truth value, and a tensor has one for each entry. How do you choose entry by entry?",
        "`if` 和 `and` 只接受一个真假值，而张量的每个元素各有一个。怎样逐个元素地选择？")),
    _Slip("math-on-a-tensor", r"only (one element|integer) tensors|converted to (a )?(Python )?[sS]calar|must be real number|only length-1|only 0-dimensional|math (range|domain) error",
          Text("A function of Python's math module takes one number, and it is given a tensor. Which function does the same for "
               "every entry?", "math 模块的函数只接受一个数，这里却给了它张量。哪个函数能对每个元素做同样的事？"), r"math\.|\b(exp|log|sqrt)\("),
    _Slip("mean-of-integers", r"mean\(\): could not infer output dtype", Text(
        "mean() needs floating-point numbers, and it is given whole numbers or truth values. Is it a mean that is asked for, or a "
        "sum?", "mean() 需要浮点数，这里却给了它整数或真假值。要求的是平均，还是求和？")),
    _Slip("item-of-several", r"cannot be converted to (a )?Scalar|only one element tensors", Text(
        "One number is asked of a tensor that holds several. Which step makes one of them: a sum, a mean, an index?",
        "要从含有多个元素的张量中取出一个数。应先做哪一步：求和、求平均，还是取下标？")),
    _Slip("matmul-shapes", r"shapes cannot be multiplied|inconsistent tensor size|size mismatch, got|batch1 and batch2|Expected size for first two dimensions|vec.*size mismatch|1D tensors expected|both arguments to (linear|matmul)", Text(
        "The shapes do not fit for a matrix product. Write both shapes down: which dimension is summed over, and must one "
        "of them be transposed, or X be flattened first?",
        "形状不符合矩阵乘法的要求。请写下两个形状：沿哪一维求和？是否要转置其中之一，或先把 X 展平？")),
    _Slip("keepdim-missing", r"size of tensor a \((\d+)\) must match the size of tensor b \((\d+)\)|shape mismatch|not broadcastable", Text(
        "A sum or a maximum over a dimension drops that dimension, and the shapes no longer fit. What keeps it?",
        "沿某一维求和或取最大值会去掉这一维，形状就不再匹配。怎样保留它？"), r"^(?!.*(keepdim|==)).*((sum|max|mean|amax|logsumexp)\([^()]*\)(\.values|\[0\])?\s*[-+*/]|[-+*/]\s*[\w.()]*\b(sum|max|mean|amax|logsumexp)\()"),
    _Slip("sizes-do-not-match", r"size of tensor a \((\d+)\) must match the size of tensor b \((\d+)\)", Text(
        "An operation entry by entry meets sizes {0} and {1}. What shapes do its two sides have, and which ones should they "
        "have?", "逐元素的运算遇到了大小 {0} 和 {1}。两边各是什么形状？应是什么形状？")),
    _Slip("reshape-does-not-fit", r"shape '(.*?)' is invalid for input of size (\d+)", Text(
        "{1} numbers do not fit the shape {0}. Which of the sizes is written in, and should be taken from the input?",
        "{1} 个数放不进形状 {0}。其中哪个大小是写死的，应从输入中取得？")),
    _Slip("changed-leaf", r"leaf Variable that requires grad", Text(
        "An input or a parameter is changed in place while autograd records. Should a new tensor be made, or should the "
        "update stay out of the record?",
        "在 autograd 记录时原地修改了输入或参数。应当生成新的张量，还是让更新不被记录？")),
    _Slip("graph-cut", r"does not require grad and does not have a grad_fn|Variables? .*not.*require", Text(
        "backward() finds no graph. Which step cuts it: .item(), .detach(), .data, torch.tensor(…), no_grad, or parameters "
        "without requires_grad?",
        "backward() 找不到计算图。是哪一步切断了它：.item()、.detach()、.data、torch.tensor(…)、no_grad，还是参数没有 requires_grad？")),
    _Slip("backward-of-several", r"grad can be implicitly created only for scalar outputs", Text(
        "backward() starts from one number, and the loss holds several. Which step makes one of them?",
        "backward() 要从一个数开始，而损失有多个元素。哪一步把它们变成一个数？")),
    _Slip("backward-twice", r"backward through the graph a second time", Text(
        "backward() goes through the same graph again. Which result is kept from one step to the next?",
        "backward() 第二次经过同一个计算图。哪个结果被保留到了下一步？")),
    _Slip("changed-in-place", r"modified by an inplace operation", Text(
        "A value that the gradient needs was changed in place. Which line writes into a tensor, where it could make a new one?",
        "求梯度所需的值被原地修改了。哪一行改写了张量，而本可以生成一个新的？")),
    _Slip("numpy-of-a-graph", r"call numpy\(\) on Tensor that requires grad", Text(
        "numpy cannot follow gradients. Which torch function does the same?", "numpy 无法跟踪梯度。哪个 torch 函数能做同样的事？")),
    _Slip("one-of-several", r"torch\.return_types\.(\w+)|'(tuple)' object has no attribute", Text(
        "{0}{1} gives several results at once. Which of them is wanted here?", "{0}{1} 一次给出多个结果。这里需要哪一个？")),
    _Slip("index-not-integer", r"(tensors used as indices must be|[Ee]xpected dtype int64 for index|only integers, slices)", Text(
        "An index must be made of whole numbers. What dtype has the tensor that is used as one?",
        "下标必须是整数。用作下标的张量是什么数据类型？")),
    _Slip("dtypes-mixed", r"same dtype|expected scalar type|Found dtype|can't be cast to the desired output type|dtype.*(mismatch|differ)", Text(
        "Two dtypes meet in one operation. Where does the function make a tensor without asking for the input's dtype?",
        "一次运算中遇到了两种数据类型。函数在哪里新建了张量却没有采用输入的数据类型？")),
    _Slip("dimension-out-of-range", r"Dimension out of range .*but got (-?\d+)", Text(
        "There is no dimension {0}. How many dimensions has this tensor here?", "没有第 {0} 维。这里的张量有几维？")),
    _Slip("emptied", r"pop from (an )?empty|pop\(\): .*empty|StopIteration", Text(
        "There is nothing left to take out. What has an earlier call, or an earlier pass, taken out already?",
        "已经没有可取出的内容。之前的调用或遍历取走了什么？")),
    _Slip("index-out-of-range", r"(out of bounds|index out of range|out of range)", Text(
        "An index points past the end. How far does the loop run, and where does counting begin?",
        "下标超出了末尾。循环到哪里为止？从几开始计数？")),
    _Slip("view-of-strided", r"view size is not compatible", Text(
        ".view needs memory in order, and an input need not have that. What works for any layout?",
        ".view 要求内存连续，而输入不一定连续。什么方法适用于任何内存布局？")),
    _Slip("number-for-tensor", r"argument 'input'.* must be Tensor, not (\w+)|expected Tensor as .*, but got (\w+)", Text(
        "A torch function is given a {0}{1}, and it takes a tensor. Which operation needs no tensor?",
        "torch 的函数需要张量，却得到 {0}{1}。哪种运算不要求张量？")),
    _Slip("unbound-local", r"local variable '(\w+)'", Text(
        "`{0}` is assigned inside the function, so that it is a name of the function's own. Is it read before it is set?",
        "`{0}` 在函数内被赋值，所以是函数自己的变量。是否在赋值之前就读取了它？")),
    _Slip("undefined-name", r"NameError: name '(\w+)' is not defined", Text(
        "Nothing is called `{0}` here. Is it misspelt, not imported, or defined in a cell that did not run?",
        "这里没有叫 `{0}` 的东西。是拼写错误、没有导入，还是定义它的单元格没有运行？")),
    _Slip("wrong-arguments", r"(\w+)(?:\.\w+)*\(\) (?:takes \d|takes from|missing \d|got an unexpected|got multiple)", Text(
        "{0} is called with other arguments than it takes. Which ones does its signature list?",
        "调用 {0} 时的参数与它的签名不符。签名中列出了哪些参数？")),
    _Slip("not-callable", r"'(\w+)' object is not callable", Text(
        "A {0} is called like a function. Is a name used twice, an operator left out, or `()` written for `[]`?",
        "把 {0} 当作函数调用了。是否重复使用了名字、漏写了运算符，或把 `[]` 写成了 `()`？")),
    _Slip("not-a-parameter", r"cannot assign '([\w.]+)' as parameter '(\w+)'", Text(
        "`{1}` is a Parameter of the layer, and a plain tensor is put in its place. What changes the values inside it?",
        "`{1}` 是这一层的 Parameter，这里却换成了普通张量。怎样只修改其中的数值？")),
    _Slip("none-used", r"'?NoneType'?", Text(
        "Something is None where a value is needed. Which function returns nothing, or which gradient has not been computed?",
        "需要值的地方是 None。哪个函数没有返回值，或哪个梯度还没有计算？")),
    _Slip("no-such-attribute", r"'?(\w+)'? (?:object )?has no attribute '(\w+)'", Text(
        "A {0} has no `{1}`. What type was meant here?", "{0} 没有 `{1}`。这里本应是什么类型？")),
    _Slip("operands-do-not-fit", r"unsupported operand type\(s\) for (\S+): '([\w.]+)' and '([\w.]+)'", Text(
        "`{0}` stands between a {1} and a {2}. Which of the two should be another type?",
        "`{0}` 的两边是 {1} 和 {2}。其中哪一个应是别的类型？")),
    _Slip("not-subscriptable", r"'(\w+)' object is not (?:subscriptable|iterable)", Text(
        "A {0} is used like a list. What should stand there?", "把 {0} 当作列表使用了。那里应是什么？")),
    _Slip("too-many-values", r"(too many|not enough) values to unpack", Text(
        "A call gives more or fewer values than the line takes apart. How many are there?",
        "返回值的个数与这一行拆开的个数不同。究竟有几个？")),
    _Slip("division-by-zero", r"ZeroDivisionError", Text(
        "Something is divided by zero. For which input is the divisor 0?", "出现了除以零。什么输入会使除数为 0？")),
    _Slip("calls-itself", r"maximum recursion depth", Text(
        "The function calls itself without end. Is the name on the right another function's?",
        "函数无止境地调用自己。右边的名字指的是另一个函数吗？")),
    _Slip("own-assertion", r"^AssertionError", Text(
        "An `assert` of your own does not hold. Is the condition too strict for this input?",
        "你自己写的 `assert` 不成立。对这个输入来说，条件是否太严格？"), r"assert\b"),
)  # fmt: skip
