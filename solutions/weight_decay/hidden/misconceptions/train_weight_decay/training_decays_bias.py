"""
en = '''
The bias is penalised as well as the weight. It only shifts the output and cannot follow the noise of single
inputs; decaying it pulls the mean prediction towards 0. Which parameter stands in the penalty of the
formula?
'''
zh = '''
偏置也和权重一起受到了惩罚。偏置只是平移输出，不会去拟合个别输入的噪声；衰减它会把平均预测拉向 0。请看公式的惩罚项里是哪个参数。
'''
section = "3.7.3.4"
title_en = "The bias decayed, too"
title_zh = "偏置也被衰减"
"""

def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            loss = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean() + lambd * (l2_penalty(w) + l2_penalty(b))
            loss.backward()
            with torch.no_grad():
                for param in (w, b):
                    param -= lr * param.grad
                    param.grad.zero_()
    return w, b
