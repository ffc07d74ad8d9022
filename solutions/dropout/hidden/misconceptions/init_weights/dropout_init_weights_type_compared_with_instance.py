"""
en = '''No weight seems to change. Is the condition ever true? type(m) is a class, as nn.Linear is; m itself and nn.Linear() with parentheses are modules, and 'Linear' is a string. Compare the class with the class.'''
zh = '''似乎没有任何权重被改变。条件成立过吗？type(m) 和 nn.Linear 都是类；m 本身和带括号的 nn.Linear() 是模块，'Linear' 是字符串。类要与类比较。'''
section = "5.6.3"
title_en = "A condition that is never true"
title_zh = "条件永远不成立"
"""


def init_weights(m):
    if type(m) == nn.Linear(1, 1):
        nn.init.normal_(m.weight, std=0.01)
