"""Encodings: what is certain, what is likely, and what is left as it can be read."""

from __future__ import annotations

import pytest

from autograder.core.charset import decode

SAMPLES = [
    ("学生,学号\n李伟,2021001\n", "gbk", "GBK"),
    ("因为对称", "gbk", "GBK"),
    ("张三_mlp.ipynb", "gbk", "GBK"),
    ("名字,学号\n李喆,1\n王玥,2\n陈晨,3\n赵敏,4\n欧阳修,5\n", "gb18030", "GBK"),
    ("因為對稱，所以權重必須隨機初始化", "big5", "BIG5"),
    ("Потому что веса симметричны", "cp1251", "Windows-1251"),
    ("José García, Müller", "cp1252", "Windows-1252"),
    ("Åse Ødegård", "cp1252", "Windows-1252"),
    ("学生,号\n", "utf-16", "UTF-16"),
    ("学生,号\n", "utf-8-sig", None),
    ("学生,号 ü\n", "utf-8", None),
    ("", "utf-8", None),
]


@pytest.mark.parametrize(("text", "encoding", "name"), SAMPLES)
def test_text_is_read_as_it_was_written(text: str, encoding: str, name: str | None) -> None:
    """Whatever program wrote it; the encoding is told where it is not UTF-8."""
    assert decode(text.encode(encoding)) == (text, name)


def test_a_few_damaged_characters_do_not_change_the_encoding() -> None:
    """What was UTF-8 stays UTF-8."""
    data = "因为对称，所以权重必须随机初始化".encode()
    assert decode(data[:-1])[1] is None and decode(data[:-1])[0].startswith("因为对称")


def test_anything_is_some_text() -> None:
    """No bytes raise."""
    for data in (bytes(range(256)), b"\xff\xfe\x00", b"\x81", b"\xff" * 5):
        assert isinstance(decode(data)[0], str)
