"""
en = '''
You take the logarithm of softmax probabilities, and nothing is subtracted before exp: large logits overflow
to inf/inf, which is nan, and small probabilities round to 0. Put the two formulas together first, and take
the largest logit of each row out.
'''
zh = '''
你对 softmax 得到的概率取了对数，而且 exp 之前没有减去任何东西：较大的 logits 会溢出成 inf/inf，也就是 nan，
很小的概率则舍入为 0。请先把两个公式合在一起化简，并把每行最大的 logit 提出来。
'''
section = "4.5.2"
title_en = "Softmax without a shift, then the logarithm"
title_zh = "未平移的 softmax 再取对数"
"""

def cross_entropy_with_logits(logits, y):
    exps = torch.exp(logits)
    probabilities = exps / exps.sum(1, keepdim=True)
    return -torch.log(probabilities[range(len(y)), y])
