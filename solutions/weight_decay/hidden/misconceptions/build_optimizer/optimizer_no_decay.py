"""
en = '''
Both parameters are trained, but nothing is decayed: wd is not used. Which argument of a parameter group
takes it?
'''
zh = '''
两个参数都在训练，但没有任何衰减：wd 没有用上。参数组的哪个键用来接收它？
'''
section = "3.7.4"
title_en = "No decay"
title_zh = "没有衰减"
"""

def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD(net.parameters(), lr=lr)
