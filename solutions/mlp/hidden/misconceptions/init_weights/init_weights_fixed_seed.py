"""
en = '''Every call seems to draw the same numbers: a seed is fixed inside the function.'''
zh = '''每次调用似乎都抽到同样的数：函数内部固定了随机种子。'''
section = "5.2.2"
title_en = "A seed set inside the function"
title_zh = "在函数里固定了随机种子"
"""


def init_weights(m):
    if type(m) == nn.Linear:
        torch.manual_seed(0)
        nn.init.normal_(m.weight, std=0.01)
