"""
en = '''
Large logits give inf or nan: exp overflows, because nothing is subtracted before it. Take the largest logit
of each row out of the sum.
'''
zh = '''
较大的 logits 会得到 inf 或 nan：exp 之前没有减去任何东西，于是溢出。请把每行最大的 logit 从求和中提出来。
'''
section = "4.5.2"
title_en = "Not shifted by the row's maximum"
title_zh = "没有减去每行的最大值"
"""

def cross_entropy_with_logits(logits, y):
    return torch.log(torch.exp(logits).sum(1)) - logits[range(len(y)), y]
