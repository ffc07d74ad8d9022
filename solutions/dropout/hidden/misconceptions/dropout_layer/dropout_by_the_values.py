"""
en = '''What is dropped depends on the values: the same inputs are dropped each time, nothing is drawn. Draw a random number for each element, whatever its value.'''
zh = '''丢弃哪些元素取决于它们的值：每次丢弃的都是同样的输入，没有随机抽取。请为每个元素抽一个随机数，而与它的值无关。'''
section = "5.6.2"
title_en = "The values decide, no draw"
title_zh = "由数值决定，没有随机抽取"
"""


def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    if dropout == 0 or X.numel() == 0:
        return X.clone()
    mask = (X >= X.flatten().quantile(dropout)).float()
    return mask * X / (1.0 - dropout)


# another coding
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    if dropout == 0 or X.numel() == 0:
        return X.clone()
    mask = (X.abs() >= X.abs().flatten().quantile(dropout)).float()
    return mask * X / (1.0 - dropout)
