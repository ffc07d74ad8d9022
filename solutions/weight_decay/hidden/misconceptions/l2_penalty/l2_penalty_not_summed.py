"""
en = '''
You return one value an entry of w; the penalty is a single number. backward() needs a scalar, and the loss
plus a matrix would be a matrix. Which operation is missing?
'''
zh = '''
你对 w 的每个元素各返回了一个值，而惩罚项应是一个数。backward() 需要标量，损失加上矩阵也还是矩阵。还缺哪个运算？
'''
section = "3.7.3.1"
title_en = "Not summed"
title_zh = "没有求和"
"""

def l2_penalty(w):
    return w.pow(2) / 2
