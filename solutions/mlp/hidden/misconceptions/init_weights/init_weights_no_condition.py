"""
en = '''The function seems to touch the weight of every module, and fails on the first that has none. net.apply calls it for each module, the container included: look at the type of m first.'''
zh = '''函数似乎对每个模块都去取权重，遇到第一个没有权重的模块就失败了。net.apply 会对每个模块（包括容器）调用它：请先看 m 的类型。'''
section = "5.2.2"
title_en = "No condition on the kind of layer"
title_zh = "没有判断层的类型"
"""


def init_weights(m):
    nn.init.normal_(m.weight, std=0.01)
