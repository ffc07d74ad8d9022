"""
en = '''The function asks for the weight of a module that has none. net.apply calls it for each module, the container included: does a condition on the type of m come first, and is it the right way round?'''
zh = '''函数用到了某个模块的 weight，而这个模块没有 weight。net.apply 会对每个模块（包括容器本身）调用它：是否先判断了 m 的类型？条件有没有写反？'''
section = "5.2.2"
title_en = "The weight of a module that has none"
title_zh = "取用了不存在的 weight"
"""


def init_weights(m):
    nn.init.normal_(m.weight, std=0.01)
