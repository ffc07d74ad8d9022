"""
en = '''
autograd records every prediction: that costs memory and time, and nothing is going to be differentiated. Switch recording off around the loop.
'''
zh = '''
自动求导记录了每一次预测：这既费内存又费时间，而这里并不需要求导。请在循环外面关闭记录。
'''
section = "4.4.5"
title_en = "A graph is built"
title_zh = "建立了计算图"
"""

def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    right = total = 0
    for X, y in data_iter:
        right += accuracy(net(X), y)
        total += len(y)
    return right / total
