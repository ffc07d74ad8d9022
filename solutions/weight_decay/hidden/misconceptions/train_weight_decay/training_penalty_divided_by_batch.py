"""
en = '''
The penalty is divided by the batch size along with the loss. Only the loss is a mean over examples; the
penalty does not depend on how many there are.
'''
zh = '''
惩罚项也和损失一起除以了批量大小。只有损失是对样本取平均，惩罚项与样本个数无关。
'''
section = "3.7.3.4"
title_en = "Penalty divided by the batch size"
title_zh = "惩罚除以了批量大小"
"""

def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    for _ in range(num_epochs):
        for X, y in train_iter:
            y_hat = X @ w + b
            loss = ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).sum() / len(X) + lambd * l2_penalty(w) / len(X)
            loss.backward()
            with torch.no_grad():
                for param in (w, b):
                    param -= lr * param.grad
                    param.grad.zero_()
    return w, b
