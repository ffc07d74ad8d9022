"""
en = '''The call fails with a TypeError: nn.Linear() makes a layer and needs its sizes. You want the class itself, to compare with type(m).'''
zh = '''调用因 TypeError 而失败：nn.Linear() 会创建一个层，需要给出尺寸。你需要的是类本身，用来与 type(m) 比较。'''
section = "5.6.3"
title_en = "nn.Linear() called without arguments"
title_zh = "不带参数调用了 nn.Linear()"
"""


def init_weights(m):
    if type(m) == nn.Linear():
        nn.init.normal_(m.weight, std=0.01)
