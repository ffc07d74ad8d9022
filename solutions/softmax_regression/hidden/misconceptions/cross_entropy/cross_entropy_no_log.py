"""
en = '''
The logarithm is missing: you return the probabilities themselves (with a minus). Their gradient is the same
however wrong a prediction is.
'''
zh = '''
漏掉了对数：你返回的是概率本身（加了负号）。这样无论预测错得多离谱，梯度都一样。
'''
section = "4.1.2"
title_en = "Logarithm forgotten"
title_zh = "忘了取对数"
"""

def cross_entropy(y_hat, y):
    return -y_hat[range(len(y_hat)), y]
