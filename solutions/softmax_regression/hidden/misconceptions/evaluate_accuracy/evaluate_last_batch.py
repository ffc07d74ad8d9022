"""
en = '''
Only the last batch counts. Are the totals set anew for each batch, where they should be added to?
'''
zh = '''
只有最后一个批量起作用。累计值是否在每个批量中被重新赋值，而不是累加？
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
