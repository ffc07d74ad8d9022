"""
en = '''There seems to be a softmax at the end. The network returns logits; nn.CrossEntropyLoss takes the softmax itself.'''
zh = '''最后似乎有一个 softmax。网络应返回 logits；nn.CrossEntropyLoss 自己会做 softmax。'''
section = "5.2.2"
title_en = "A softmax at the end"
title_zh = "末尾多了 softmax"
"""


def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs), nn.Softmax(dim=1))
    net.apply(init_weights)
    return net
