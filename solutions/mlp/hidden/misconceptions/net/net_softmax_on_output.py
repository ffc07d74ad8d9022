"""
en = '''The rows of the output seem to be probabilities, or their logarithms. The network returns logits; softmax belongs to the loss, which would apply it a second time.'''
zh = '''输出的每一行似乎是概率，或概率的对数。网络应返回 logits；softmax 属于损失函数，否则会被应用两次。'''
section = "5.2.1.2"
title_en = "Softmax on the output"
title_zh = "对输出用了 softmax"
"""


def net(X):
    X = X.reshape(-1, num_inputs)
    H = relu(X @ W1 + b1)
    return torch.softmax(H @ W2 + b2, dim=1)

# another coding

def net(X):
    H = relu(X.reshape(-1, num_inputs) @ W1 + b1)
    return torch.log_softmax(H @ W2 + b2, dim=1)
