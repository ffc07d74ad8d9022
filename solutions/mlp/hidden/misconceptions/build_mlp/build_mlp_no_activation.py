"""
en = '''There seems to be no activation between the two linear layers: together they are a single linear layer.'''
zh = '''两个线性层之间似乎没有激活函数：它们合起来只是一个线性层。'''
section = "5.2.2"
title_en = "Activation missing"
title_zh = "缺少激活函数"
"""


def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.Linear(num_hiddens, num_outputs))
    net.apply(init_weights)
    return net
