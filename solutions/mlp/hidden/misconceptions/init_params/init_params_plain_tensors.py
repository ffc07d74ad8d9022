"""
en = '''The four seem to be ordinary tensors without gradient. Nothing records how the loss depends on them, so that they cannot be trained.'''
zh = '''这四个似乎是普通张量，不需要梯度。没有记录损失如何依赖它们，因此无法训练。'''
section = "5.2.1.1"
title_en = "Plain tensors instead of Parameters"
title_zh = "用了普通张量而不是 Parameter"
"""


def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = torch.randn(num_inputs, num_hiddens) * 0.01
    b1 = torch.zeros(num_hiddens)
    W2 = torch.randn(num_hiddens, num_outputs) * 0.01
    b2 = torch.zeros(num_outputs)
    return [W1, b1, W2, b2]
