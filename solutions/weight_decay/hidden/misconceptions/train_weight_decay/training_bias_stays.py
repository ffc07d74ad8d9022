"""
en = '''b stays where it starts. Which parameters does the update go through?'''
zh = '''b 一直停在起点。更新涉及哪些参数？'''
section = "3.7.3.4"
title_en = "The bias is not trained"
title_zh = "没有训练偏置"
"""


def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    optimizer = torch.optim.SGD([w], lr=lr)
    for _ in range(num_epochs):
        for X, y in train_iter:
            optimizer.zero_grad()
            y_hat = X @ w + b
            loss = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + lambd * l2_penalty(w)
            loss.backward()
            optimizer.step()
    return w, b
