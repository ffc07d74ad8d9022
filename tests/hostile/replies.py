"""Replies that no worker of ours would send: they want the marker to raise, to hang, or to grow.

A submission whose function can make the marker fail would not be graded at all: no zero where a zero is due.
"""

from __future__ import annotations

from tests.hostile.attack import Attack


def _value(code: str) -> str:
    """Every value is these bytes of msgpack."""
    return (
        "def bytes_of(number):\n"
        f"    body = b'\\x92' + values._pack('value') + {code}\n"
        "    return struct.pack('>II', len(body), number) + body\n"
    )


def _tensor(dtype: str, shape: str, strides: str = "None", flags: str = "0", raw: str = "b''") -> str:
    parts = f"[{dtype!r}, {shape}, {strides}, {flags}, {raw}]"
    return _value(f"values._pack(__import__('msgpack').ExtType(2, values._pack({parts})))")


BYTES = {
    "an integer of 14,000 bits": _value("values._pack(__import__('msgpack').ExtType(5, b'f' * 3500))"),
    "an integer of 16,000 bits": _value("values._pack(__import__('msgpack').ExtType(5, b'f' * 4000))"),
    "not an integer": _value("values._pack(__import__('msgpack').ExtType(5, b'0x__'))"),
    "a shape of 2**62": _tensor("float32", "[0, 2**62]"),
    "a shape of 2**40": _tensor("float32", "[0, 2**40]"),
    "a shape whose strides overflow": _tensor("float32", "[0, 2**40, 2**40]"),
    "a negative shape": _tensor("float32", "[-1, -4]", raw="b'1234'*4"),
    "strides of a terabyte": _tensor("float32", "[2, 2]", "[2**38, 1]", raw="bytes(16)"),
    "strides that overlap": _tensor("float32", "[2, 2]", "[1, 1]", raw="bytes(16)"),
    "a float for a size": _tensor("float32", "[float('nan')]"),
    "an integer that requires a gradient": _tensor("int64", "[]", flags="3", raw="bytes(8)"),
    "a tensor of an unknown dtype": _tensor("qint8", "[]", raw="bytes(1)"),
    "a complex number": _tensor("complex128", "[]", raw="bytes(16)"),
    "lists in lists, a thousand deep": _value("b'\\x91' * 1000 + b'\\xc0'"),
    "tuples in tuples": _value(
        "__import__('functools').reduce("
        "lambda x, _: values._pack(__import__('msgpack').ExtType(1, b'\\x91' + x)), "
        "range(100), b'\\xc0')"
    ),
    "as deep as a value may be": _value("b'\\x91' * 22 + b'\\xc0'"),
    "a million empty lists": _value("b'\\xdd\\x00\\x0f\\xff\\xff' + b'\\x90' * (2**20 - 1)"),
    "sixteen million empty lists in a list": _value(
        "b'\\xdc\\x00\\x0f' + (b'\\xdd\\x00\\x0f\\xff\\xff' + b'\\x90' * (2**20 - 1)) * 15"
    ),
    "a hundred thousand tensors": _value(
        "b'\\xdd\\x00\\x01\\x86\\xa0' + values.encode(torch.tensor(True)) * 100000"
    ),
    "a megabyte each time": _value("values._pack(b'x' * 2**20)"),
    "sixteen megabytes each time": _value("values._pack(b'x' * (2**24 - 64))"),
    "more than sixteen megabytes": _value("values._pack(b'x' * 2**25)"),
    "a timestamp": _value("values._pack(__import__('msgpack').Timestamp(2**33, 1))"),
    "broken utf-8": _value("b'\\xa4\\xff\\xfe\\xed\\xa0'"),
    "a handle to nothing": _value("values.encode(values.Handle(2**62, '\\x1b[31m<script>' * 1000))"),
    "four gigabytes are announced": "bytes_of = b'\\xff' * 8\n",
    "its process died well": "bytes_of = frame(0, 'died', 0)\n",
    "its process died of a number beyond all bounds": "bytes_of = frame(0, 'died', 16**3400)\n",
    "nothing at all": "bytes_of = b'\\0' * 8\n",
    "a frame without bytes": "bytes_of = lambda number: struct.pack('>II', 0, number)\n",
    "two replies to one request": "bytes_of = lambda number: 2 * frame(number, 'value', torch.tensor(0.0))\n",
    "noise": "bytes_of = bytes(range(256)) * 100\n",
    "the request itself": "bytes_of = lambda number: frame(number, 'call', None, 'l2_penalty', [], {})\n",
    "another number": "bytes_of = lambda number: frame(number + 1, 'value', None)\n",
    "a value from a dead child": "bytes_of = frame(0, 'value', None)\n",
}
REPLIES = {
    "an exception at a line beyond all bounds": "['raised', 'E', 'd', ['c', 16**3400, 's', 'f'], ['E'], None]",
    "an exception with a name of a megabyte": (
        "['raised', 'E' * 2**20, 'd' * 2**20, ['c', 1, 's' * 2**20, 'f' * 2**20], ['E'] * 99, None]"
    ),
    "an exception of lone surrogates": (
        "['raised', '\\ud800', '\\udfff', ['\\ud800', 1, '\\ud800', '\\ud800'], ['\\ud800'], ['\\x1b', '\\ud800']]"
    ),
    "an exception of the wrong kinds": "['raised', None, 1, {}, 'E']",
    "something of the marker's is missing": "['missing', '\\x1b]0;owned\\x07' * 10**5, '\\ud800' * 10**5, None]",
    "a kind that does not exist": "['passed', 1000]",
    "an opaque with a hostile name": "['value', values.Opaque('<img src=x onerror=alert(1)>' * 10**4)]",
    "a dict a thousand wide": "['value', {str(n): float('nan') for n in range(1000)}]",
    "text a megabyte long": "['value', '\\x1b[2J' * 2**18]",
}

_LONG = {"a million empty lists", "sixteen million empty lists in a list", "a hundred thousand tensors"}

ATTACKS = [
    *(
        Attack(
            f"replies: {name}",
            "forge",
            before=(f"{code}", "tampered = 1"),
            solution=("def l2_penalty(w):\n    send_instead(bytes_of)\n    return (w * 0).sum()\n"),
            quick=name == "broken utf-8",
            long=name in _LONG,
        )
        for name, code in BYTES.items()
    ),
    *(
        Attack(
            f"replies: {name}",
            "forge",
            solution=(
                f"def l2_penalty(w):\n    send_instead(lambda number: frame(number, *{code}))\n"
                "    return (w * 0).sum()\n"
            ),
        )
        for name, code in REPLIES.items()
    ),
    Attack(
        "replies: the cells fail at a line beyond all bounds",
        "forge",
        before=(
            "from autograder.sandbox import cells\n"
            "cells.CellRunner.run = lambda *a: ['\\ud800<b>' * 10**5, '\\x1b[31m' * 10**5, 16**3400]",
        ),
    ),
    Attack(
        "replies: a cell that answers before it has ended",
        "forge",
        before=(
            "scopes = [f.frame.f_locals for f in inspect.stack()]\n"
            "number = next(s['number'] for s in scopes if 'number' in s and 'rest' in s)\n"
            "worker().sock.sendall(frame(number, 'value', None))",
        ),
    ),
]
