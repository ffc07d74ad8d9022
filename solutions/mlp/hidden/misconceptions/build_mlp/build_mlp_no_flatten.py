"""
en = '''Flatten seems to be missing: images (n, 1, 28, 28) do not fit a layer with 784 inputs.'''
zh = '''似乎缺少 Flatten：形状为 (n, 1, 28, 28) 的图像与 784 个输入的层不匹配。'''
section = "5.2.2"
title_en = "Flatten missing"
title_zh = "缺少 Flatten"
"""


def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs))
    net.apply(init_weights)
    return net
