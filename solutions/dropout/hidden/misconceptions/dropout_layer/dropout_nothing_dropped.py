"""
en = '''Nothing seems to be dropped: every element survives. Which elements become 0, and what draws them?'''
zh = '''似乎没有丢弃任何元素：所有元素都保留了下来。哪些元素应变为 0？由什么来抽取它们？'''
section = "5.6.2"
title_en = "Nothing dropped"
title_zh = "什么都没有丢弃"
"""


def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    return X * (1.0 - dropout)
