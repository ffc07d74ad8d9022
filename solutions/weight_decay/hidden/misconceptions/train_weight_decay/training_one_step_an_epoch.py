"""
en = '''The parameters move once an epoch, not once a batch. The gradients of all batches are added up. Does the update stand inside the loop over the batches?'''
zh = '''参数每轮只更新一次，而不是每个批量一次。各批量的梯度累加在一起。更新是否写在遍历批量的循环里？'''
section = "3.7.3.4"
title_en = "One step an epoch"
title_zh = "每轮只更新一次"
"""


def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            loss = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + lambd * l2_penalty(w)
            loss.backward()
        with torch.no_grad():
            for param in (w, b):
                param -= lr * param.grad
                param.grad.zero_()
    return w, b
