"""
en = '''
The penalty has the wrong sign: large weights are rewarded, and they grow where they should decay. The
objective is minimised, so what is unwanted is added to it.
'''
zh = '''
惩罚项的符号反了：较大的权重反而得到奖励，本该衰减的权重会增大。目标函数是要最小化的，所以不想要的东西应当加上去。
'''
section = "3.7.3.4"
title_en = "Penalty subtracted"
title_zh = "减去了惩罚"
"""

def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            loss = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() - lambd * l2_penalty(w)
            loss.backward()
            with torch.no_grad():
                for param in (w, b):
                    param -= lr * param.grad
                    param.grad.zero_()
    return w, b
