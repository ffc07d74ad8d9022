"""
en = '''Flatten seems to be missing: images (n, 1, 28, 28) do not fit a layer with 784 inputs.'''
zh = '''似乎缺少 Flatten：形状为 (n, 1, 28, 28) 的图像与 784 个输入的层不匹配。'''
section = "5.6.3"
title_en = "Flatten missing"
title_zh = "缺少 Flatten"
"""


def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout1), nn.Linear(256, 256), nn.ReLU(), nn.Dropout(dropout2), nn.Linear(256, 10))
