"""
en = '''There seems to be a ReLU after the last layer: no logit can be negative.'''
zh = '''最后一层之后似乎有 ReLU：logit 永远不会为负。'''
section = "5.2.2"
title_en = "A ReLU at the end"
title_zh = "末尾多了 ReLU"
"""


def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs), nn.ReLU())
    net.apply(init_weights)
    return net
