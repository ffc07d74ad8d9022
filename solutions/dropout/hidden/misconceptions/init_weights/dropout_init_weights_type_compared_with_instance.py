"""
en = '''No weight changes, and no numbers are drawn. Is the condition ever true, and does a line below it draw numbers into the weight? type(m) is a class, as nn.Linear is; m itself and nn.Linear() with parentheses are modules, and 'Linear' is a string.'''
zh = '''没有任何权重被改变，也没有抽取随机数。条件成立过吗？条件下面有没有一行给权重抽取随机数？type(m) 和 nn.Linear 都是类；m 本身和带括号的 nn.Linear() 是模块，'Linear' 是字符串。'''
section = "5.6.3"
title_en = "Nothing is drawn"
title_zh = "没有抽取随机数"
"""


def init_weights(m):
    if type(m) == nn.Linear(1, 1):
        nn.init.normal_(m.weight, std=0.01)
