"""
en = '''
The value may be right, but w is changed by the call: you square it in place. The model's weights are
overwritten whenever the penalty is computed. Look for operations that end in an underscore, or for *= and
**=.
'''
zh = '''
数值也许是对的，但调用改变了 w：你在原地对它求了平方。每次计算惩罚时模型的权重都会被覆盖。请检查以下划线结尾的运算，
以及 *= 和 **=。
'''
section = "3.7.3.1"
title_en = "Input changed in place"
title_zh = "原地修改了输入"
"""

def l2_penalty(w):
    with torch.no_grad():
        w.pow_(2)
    return w.sum() / 2
