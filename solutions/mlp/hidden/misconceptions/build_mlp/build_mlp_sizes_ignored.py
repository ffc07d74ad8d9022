"""
en = '''The sizes seem to be written into the network; the arguments have no effect.'''
zh = '''尺寸似乎写死在网络里；参数不起作用。'''
section = "5.2.2"
title_en = "Sizes written into the function"
title_zh = "尺寸写死在函数里"
"""


def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))
    net.apply(init_weights)
    return net
