"""
en = '''Layers other than nn.Linear seem to be changed as well. The function is called for every module: look at the type of m first.'''
zh = '''nn.Linear 以外的层似乎也被改变了。这个函数会对每个模块调用：请先看 m 的类型。'''
section = "5.6.3"
title_en = "Every module initialised, not only the linear ones"
title_zh = "初始化了所有模块，而不只是线性层"
"""


def init_weights(m):
    if getattr(m, 'weight', None) is not None:
        nn.init.normal_(m.weight, std=0.01)
