"""
en = '''Each call gives the same numbers: a seed is set inside the function, or the numbers are made once and kept. Leave the seed to the caller, and draw anew at each call.'''
zh = '''每次调用都得到相同的数：函数内部设定了随机种子，或者这些数只生成了一次并被保存。请把种子留给调用者，每次调用都重新抽取。'''
section = "5.6.3"
title_en = "The same numbers at each call"
title_zh = "每次调用都得到相同的数"
"""


def init_weights(m):
    if type(m) == nn.Linear:
        torch.manual_seed(0)
        nn.init.normal_(m.weight, std=0.01)
