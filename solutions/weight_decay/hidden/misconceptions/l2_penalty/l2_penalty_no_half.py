"""
en = '''
You seem to have left out the factor ½: your penalty is the whole sum of squares. Its gradient is then 2w,
so that the weights decay twice as fast as lambda says. Look at the formula of the penalty once more.
'''
zh = '''
你似乎漏掉了系数 ½：你的惩罚项是完整的平方和。这样梯度变成 2w，权重衰减的速度就是 lambda 所指定的两倍。请再看一遍惩罚项的公式。
'''
section = "3.7.3.1"
title_en = "The half forgotten"
title_zh = "忘了 ½"
"""

def l2_penalty(w):
    return torch.sum(w.pow(2))
