"""
en = '''No weight seems to change. Is the condition ever true? type(m) is a class; nn.Linear() with parentheses would be an instance (and does not even work without arguments). Compare classes with classes.'''
zh = '''似乎没有任何权重被改变。条件成立过吗？type(m) 是一个类；带括号的 nn.Linear() 是一个实例（没有参数甚至无法创建）。类要与类比较。'''
section = "5.2.2"
title_en = "A condition that is never true"
title_zh = "条件永远不成立"
"""


def init_weights(m):
    if type(m) == nn.Linear(1, 1):
        nn.init.normal_(m.weight, std=0.01)
