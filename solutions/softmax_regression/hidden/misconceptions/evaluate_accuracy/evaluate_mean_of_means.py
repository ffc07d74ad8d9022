"""
en = '''
You average the accuracies of the batches: an example in a small last batch then counts for more than the
others. Add up right predictions and examples, and divide once at the end.
'''
zh = '''
你对各批量的精度取了平均：较小的最后一个批量中的样本因此占了更大的比重。请累计正确预测数和样本数，最后只除一次。
'''
section = "4.4.5"
title_en = "Mean of the batches' means"
title_zh = "取了各批量平均值的平均"
"""

def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    right = total = 0
    with torch.no_grad():
        for X, y in data_iter:
            right += accuracy(net(X), y) / len(y)
            total += 1
    return right / total
