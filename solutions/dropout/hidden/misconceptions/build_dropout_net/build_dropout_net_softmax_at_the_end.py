"""
en = '''There seems to be a softmax at the end. The network returns logits.'''
zh = '''最后似乎有一个 softmax。网络应返回 logits。'''
section = "5.6.3"
title_en = "A softmax at the end"
title_zh = "末尾多了 softmax"
"""


def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout1), nn.Linear(256, 256), nn.ReLU(), nn.Dropout(dropout2), nn.Linear(256, 10), nn.Softmax(dim=1))
