"""
en = '''
You divide by the number of batches, not of examples: the result is larger than 1 as soon as batches have
several examples.
'''
zh = '''
你除以的是批量的个数，而不是样本数：只要批量里有多个样本，结果就可能大于 1。
'''
section = "4.4.5"
title_en = "Divided by the number of batches"
title_zh = "除以了批量的个数"
"""

def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    right = total = 0
    with torch.no_grad():
        for X, y in data_iter:
            right += accuracy(net(X), y)
            total += 1
    return right / total
