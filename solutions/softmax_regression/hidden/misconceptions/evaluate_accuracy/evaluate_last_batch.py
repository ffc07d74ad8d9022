"""
en = '''
Only the last batch counts: the totals are set, not added to. Keep adding.
'''
zh = '''
只有最后一个批量起作用：累计值被重新赋值而不是累加。请不断累加。
'''
section = "4.4.5"
title_en = "Only the last batch"
title_zh = "只算了最后一个批量"
"""

def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    right = total = 0
    with torch.no_grad():
        for X, y in data_iter:
            right = accuracy(net(X), y)
            total = len(y)
    return right / total
