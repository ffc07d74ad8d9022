"""Hidden tests of ``data_iter``: every example once, aligned, in a fresh uniform order at each pass."""

from math import factorial

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect, needs, probe, probes, stats, weight
from autograder.testing.strategies import arranged

SIZES = Text("the sizes of the batches", "各批量的大小")
ORDER = Text("the order of the examples", "样本的顺序")
COUNT = Text("batch_size is the number of examples in a batch; how many batches that makes depends on n",
             "batch_size 是一个批量中的样本个数；由此得到多少个批量取决于 n")
LAST = Text("what happens to the examples that are left over at the end?", "最后剩下的样本到哪里去了？")


def _examples(n, d=2, flat=False, dtype=torch.float32, label_dtype=torch.float32, layout="contiguous"):
    """Features and labels that tell which example they belong to: example i has i in every feature and 10 i as its label."""
    numbers = torch.arange(n)
    features = arranged(numbers.reshape(-1, 1).repeat(1, d).to(dtype), layout)
    labels = (10 * numbers).to(label_dtype)
    return features, labels if flat else labels.reshape(-1, 1)


def _pass(student, batch_size, features, labels):
    """One pass: its pairs, checked for type."""
    pairs = probes.listed(student, "data_iter", batch_size, features, labels, limit=len(features) + 20)
    expect.true(isinstance(pairs, list), Text("an iterable of batches", "由批量组成的可迭代对象"),
                got=Text("something else", "别的对象"))
    expect.true(len(pairs) != 2 or not all(isinstance(item, torch.Tensor) for item in pairs), Text("one batch after the other", "一个接一个的批量"),
                got=Text("the two tensors of a single one", "只有一个批量的两个张量"), relation="generator-missing")
    for pair in pairs:
        expect.sequence(pair, 2, asked=Text("a batch", "一个批量"))
        expect.tensor(pair[0], asked=Text("X of a batch", "一个批量的 X"))
        expect.tensor(pair[1], asked=Text("y of a batch", "一个批量的 y"))
    return pairs


def _check(student, batch_size, features, labels):
    n = len(features)
    numbers = labels.reshape(-1).tolist()
    pairs = _pass(student, batch_size, features, labels)
    full, rest = divmod(n, batch_size)
    sizes = [len(X) if X.ndim else 0 for X, _ in pairs]
    parts = len(sizes) == batch_size and sum(sizes) == n  # as many batches as each should have examples
    expect.equal(sizes, [batch_size] * full + ([rest] if rest else []), asked=SIZES,
                 hint=LAST if rest and sizes == [batch_size] * full else COUNT if parts else None)
    for X, y in pairs:
        expect.tensor(X, shape=(len(X), *features.shape[1:]), dtype=features.dtype, asked=Text("X of a batch", "一个批量的 X"))
        expect.tensor(y, shape=(len(X), *labels.shape[1:]), dtype=labels.dtype, asked=Text("y of a batch", "一个批量的 y"))
    X, y = torch.cat([X for X, _ in pairs]), torch.cat([y for _, y in pairs])
    expect.equal(sorted(y.reshape(-1).tolist()), sorted(numbers),
                 asked=Text("the labels of one pass, sorted", "一次遍历中的标签（排序后）"))
    rows = X.reshape(n, -1).double()
    expect.true(bool((rows == y.reshape(n, 1).double() / 10).all()),
                Text("each label beside the features of its own example", "每个标签都与自己样本的特征在一起"),
                got=Text("labels beside other examples' features", "标签与别的样本的特征在一起"))


@weight(4)
@describe("every example exactly once, features and labels together; only the last batch may be smaller",
          "每个样本恰好出现一次，特征与标签对应；只有最后一个批量可以较小")
@settings(max_examples=8)
@given(n=st.integers(1, 12), batch_size=st.integers(1, 14), flat=st.booleans())
@example(n=6, batch_size=2, flat=False)
@example(n=5, batch_size=2, flat=False)
@example(n=1, batch_size=1, flat=True)
@example(n=3, batch_size=10, flat=False)
@example(n=4, batch_size=4, flat=True)
@example(n=7, batch_size=3, flat=False)
def test_every_example_once(student, n, batch_size, flat):
    _check(student, batch_size, *_examples(n, flat=flat))


@weight(2)
@needs("test_every_example_once")
@describe("many examples, many features, other dtypes and memory layouts", "样本多、特征多、其他数据类型和内存布局")
@settings(max_examples=1)
@given(batch_size=st.integers(1, 3))
@example(batch_size=2)
def test_other_data(student, batch_size):
    _check(student, batch_size, *_examples(5, dtype=torch.float64, label_dtype=torch.int64, flat=True))
    _check(student, batch_size, *_examples(4, d=3, layout="transposed", label_dtype=torch.float64))
    _check(student, 500, *_examples(1203, d=1, layout="strided"))
    _check(student, 64, *_examples(130, d=20))
    features, labels = _examples(3)
    _check(student, 2, features.reshape(3, 2, 1).repeat(1, 1, 2), labels)  # small images


def _rows(pairs):
    """Each example of some batches as ``(features, label)``, sorted."""
    return sorted((*X[i].tolist(), float(y[i])) for X, y in pairs for i in range(len(X)))


@weight(1)
@needs("test_every_example_once")
@describe("examples that are equal, in their features, their labels or both, all come", "特征、标签或两者都相同的样本也一个不少")
def test_equal_examples(student):
    features = torch.tensor([[1.0, 0.0], [1.0, 0.0], [2.0, 5.0], [1.0, 0.0], [2.0, 5.0], [0.0, 0.0], [2.0, 6.0]])
    for labels in (torch.tensor([3.0, 3.0, 1.0, 4.0, 1.0, 3.0, 1.0]), torch.zeros(7, 1)):
        pairs = _pass(student, 3, features, labels)
        expect.equal(_rows(pairs), _rows([(features, labels)]), asked=Text(
            "the examples of one pass, sorted, each with its label at the end", "一次遍历中的样本（排序后，末位是标签）"))


@probe
def _orders(student, n, batch_size, times):
    import torch

    features = torch.arange(n, dtype=torch.float32).reshape(-1, 1)
    labels = features.clone()
    return [[int(i) for X, y in student.data_iter(batch_size, features, labels) for i in X.reshape(-1).tolist()]
            for _ in range(times)]


def _expect_permutations(orders, n):
    for order in orders:
        expect.equal(sorted(order), list(range(n)), asked=Text("one pass over {} examples, sorted", "遍历 {} 个样本（排序后）").format(n))


@weight(4)
@needs("test_every_example_once")
@describe("each pass is a fresh, uniformly random permutation of the examples", "每次遍历都是样本的一个全新的、均匀随机的排列")
def test_order(student):
    for n, batch_size, passes in ((6, 2, 12), (40, 7, 8), (400, 400, 2), (401, 500, 1)):  # few passes: each may start workers
        orders = _orders(student, n, batch_size, passes)
        _expect_permutations(orders, n)
        stats.uniform_permutation(orders, what=ORDER)
        if n <= 40:
            again = sum(one == other for one, other in zip(orders[::2], orders[1::2], strict=True))
            stats.bernoulli(again, passes // 2, 1 / factorial(n), what=Text("two passes in the same order", "相邻两次遍历的顺序相同"))


@weight(1)
@needs("test_order")
@describe("many examples are mixed from end to end, anew in each pass", "样本很多时，也是从头到尾整体打乱，每次遍历都重新打乱")
def test_order_of_many(student):
    orders = _orders(student, 3000, 256, 4)
    _expect_permutations(orders, 3000)
    stats.uniform_permutation(orders, what=ORDER)


@probe
def _interleaved(student, n):
    import torch

    features = torch.arange(n, dtype=torch.float32).reshape(-1, 1)
    left = iter(student.data_iter(2, features, features))
    next(left)  # a pass that is broken off must not disturb the next one
    one, other = student.data_iter(2, features, features), student.data_iter(2, features, features)
    seen = [[], []]
    for (X, _), (Z, _) in zip(one, other):
        seen[0] += X.reshape(-1).tolist()
        seen[1] += Z.reshape(-1).tolist()
    return seen


@probe
def _used(student, batch_size, features, labels):
    batches = [[X + 0, y + 0] for X, y in student.data_iter(batch_size, features, labels)]
    return batches, features, labels


@weight(1)
@needs("test_every_example_once")
@describe("passes do not disturb each other; the data are not changed", "各次遍历互不影响；数据不被修改")
@settings(max_examples=1)
@given(n=st.integers(2, 9), flat=st.booleans())
@example(n=6, flat=False)
def test_leaves_the_rest_alone(student, n, flat):
    for seen in _interleaved(student, n):
        expect.equal(sorted(int(i) for i in seen), list(range(n)),
                     asked=Text("each of two passes side by side, sorted", "同时进行的两次遍历（排序后）"))
    features, labels = _examples(n, flat=flat)
    batches, *after = _used(student, 2, features, labels)
    expect.equal(len(batches), (n + 1) // 2, asked=Text("the number of batches", "批量的个数"))
    for got, want, name in zip(after, (features, labels), ("features", "labels"), strict=True):
        expect.unchanged(got, want, name)


def fingerprint(student):
    """Sizes, coverage, alignment, and what stays together over 24 passes."""
    features, labels = _examples(7, d=1)
    sizes, orders, aligned, same = set(), [], True, True
    for _ in range(24):
        pairs = probes.listed(student, "data_iter", 3, features, labels, limit=50)
        if not isinstance(pairs, list) or not all(isinstance(p, tuple) and len(p) == 2 for p in pairs):
            return {"type": "odd"}
        sizes.add(tuple(X.numel() for X, _ in pairs))
        orders.append([int(i) for X, _ in pairs for i in X.reshape(-1).tolist()])
        aligned &= all(X.numel() == y.numel() and torch.equal(X.reshape(-1) * 10, y.reshape(-1)) for X, y in pairs)
        same &= sorted(torch.cat([y.reshape(-1) for _, y in pairs]).tolist()) == sorted(labels.reshape(-1).tolist()) if pairs else True
    if not aligned and not same and all(sorted(order) == list(range(7)) for order in orders):
        return {"labels": "other"}
    different = {len(set(order)) for order in orders}
    if len(different) > 1 and any(len(set(order)) < len(order) and set(order) != set(range(7)) for order in orders):
        return {"aligned": aligned, "drawn": "with replacement"}
    batches = [{frozenset(order[i:i + 3]) for i in range(0, len(order), 3)} for order in orders]
    first = {frozenset({0, 1, 2}), frozenset({3, 4, 5})}
    whole = probes.listed(student, "data_iter", 7, features, labels, limit=50)  # where nothing is left over
    return {
        "sizes": str(sorted(sizes)), "aligned": aligned, "in one batch": sum(X.numel() for X, _ in whole),
        "covers": all(sorted(order) == list(range(7)) for order in orders),
        "repeats": any(len(set(order)) < len(order) for order in orders),
        "order": "none" if all(order == sorted(order) for order in orders) else
                 "fixed" if all(order == orders[0] for order in orders) else
                 "kept batches" if all(first <= found for found in batches) else "shuffled",
    }
