"""
en = '''About `dropout` of the entries seem to survive; that share should be dropped. You seem to take the probability of dropping for the probability of keeping.'''
zh = '''似乎约有 dropout 这么大比例的元素被保留了；而这一比例本应被丢弃。你似乎把丢弃概率当成了保留概率。'''
section = "5.6.2"
title_en = "Keep probability taken for drop probability"
title_zh = "把保留概率当成了丢弃概率"
"""


def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 0:
        return torch.zeros_like(X)
    mask = (torch.rand(X.shape) < dropout).float()
    return mask * X / dropout
