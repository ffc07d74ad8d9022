"""
en = '''
The value is right, but you return a Python number. A number has no gradient: added to the loss it is a
constant, and training does not notice the penalty at all. Return the tensor.
'''
zh = '''
数值是对的，但你返回的是 Python 数。数没有梯度：加到损失上只是一个常数，训练完全感觉不到惩罚。请返回张量。
'''
section = "3.7.3.1"
title_en = "A Python number: no gradient"
title_zh = "返回了 Python 数：没有梯度"
"""

def l2_penalty(w):
    return (w.pow(2).sum() / 2).item()
