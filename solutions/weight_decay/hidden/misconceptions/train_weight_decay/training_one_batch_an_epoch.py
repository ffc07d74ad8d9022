"""
en = '''Only one batch of each epoch seems to have an effect. Does the update stand inside the loop over the batches, and does that loop go through all of them?'''
zh = '''每轮似乎只有一个批量起作用。更新是否写在遍历批量的循环里？这个循环是否走完了所有批量？'''
section = "3.7.3.4"
title_en = "One batch an epoch"
title_zh = "每轮只用了一个批量"
"""


def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    optimizer = torch.optim.SGD([w, b], lr=lr)
    for _ in range(num_epochs):
        X, y = next(iter(train_iter))
        optimizer.zero_grad()
        y_hat = X @ w + b
        loss = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + lambd * l2_penalty(w)
        loss.backward()
        optimizer.step()
    return w, b

# another coding
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    optimizer = torch.optim.SGD([w, b], lr=lr)
    for _ in range(num_epochs):
        for X, y in train_iter:
            pass
        optimizer.zero_grad()
        y_hat = X @ w + b
        loss = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + lambd * l2_penalty(w)
        loss.backward()
        optimizer.step()
    return w, b
