"""
en = '''
You use the logarithm to base 2; the natural logarithm is meant. Your losses are larger by the factor 1.44.
'''
zh = '''
你用了以 2 为底的对数；这里指的是自然对数。你的损失大了 1.44 倍。
'''
section = "4.1.2"
title_en = "Logarithm to base 2"
title_zh = "取了以 2 为底的对数"
"""

def cross_entropy(y_hat, y):
    return -torch.log2(y_hat[range(len(y_hat)), y])
