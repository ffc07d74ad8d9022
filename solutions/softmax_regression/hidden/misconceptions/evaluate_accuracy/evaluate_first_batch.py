"""
en = '''
Only the first batch counts: there is a return inside the loop.
'''
zh = '''
只有第一个批量起作用：循环里面有 return。
'''
section = "4.4.5"
title_en = "Only the first batch"
title_zh = "只算了第一个批量"
"""

def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    right = total = 0
    with torch.no_grad():
        for X, y in data_iter:
            right += accuracy(net(X), y)
            total += len(y)
            return right / total
