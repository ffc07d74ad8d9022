"""
en = '''The weights seem to be those that PyTorch chooses by default: init_weights is not applied.'''
zh = '''权重似乎是 PyTorch 默认选择的：没有应用 init_weights。'''
section = "5.2.2"
title_en = "init_weights not applied"
title_zh = "没有应用 init_weights"
"""


def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    return nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs))
