"""
en = '''The dropped places seem to be written into X itself: the caller's tensor is changed. Make a new tensor from X and the mask.'''
zh = '''似乎把丢弃的位置直接写进了 X：调用者的张量被改变了。请用 X 和掩码生成新的张量。'''
section = "5.6.2"
title_en = "X changed in place"
title_zh = "原地修改了 X"
"""


def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    mask = (torch.rand(X.shape) > dropout).float()
    X *= mask / (1.0 - dropout)
    return X
