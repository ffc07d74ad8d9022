"""
en = '''
You return the number of right predictions; divide it by the number of examples.
'''
zh = '''
你返回的是正确预测的个数；请除以样本数。
'''
section = "4.4.5"
title_en = "The number instead of the fraction"
title_zh = "返回了个数而不是比例"
"""

def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    right = total = 0
    with torch.no_grad():
        for X, y in data_iter:
            right += accuracy(net(X), y)
    return right
