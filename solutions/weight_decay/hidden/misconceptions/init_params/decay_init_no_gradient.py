"""
en = '''
Your parameters do not require a gradient: backward() has nothing to fill, and training stops with an error
or leaves them as they are. Say so when you make each of the two tensors.
'''
zh = '''
你的参数不需要梯度：backward() 无处写入梯度，训练会报错或者参数纹丝不动。请在创建这两个张量时都加以说明。
'''
section = "3.7.3.2"
title_en = "No gradient required"
title_zh = "没有要求梯度"
"""

def init_params(num_inputs):
    w = torch.normal(0, 1, size=(num_inputs, 1))
    b = torch.zeros(1)
    return [w, b]
