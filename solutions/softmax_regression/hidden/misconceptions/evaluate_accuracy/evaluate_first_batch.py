"""
en = '''
Only the first batch counts. What ends the loop after it: a `return` or `break` inside, or a number that is kept from the first?
'''
zh = '''
只有第一个批量起作用。是什么在它之后结束了循环：里面的 `return` 或 `break`，还是只保留了第一个批量的数？
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
