"""
en = '''The biases seem to be changed as well. They are to stay as they are; and a layer may have none.'''
zh = '''偏置似乎也被改变了。它们应保持原样；有的层也可能没有偏置。'''
section = "5.6.3"
title_en = "Biases changed as well"
title_zh = "偏置也被改动了"
"""


def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, std=0.01)
        nn.init.zeros_(m.bias) if m.bias is not None else None
