"""
en = '''Your function seems to write into X itself, with an assignment to X[...] or a function whose name ends in an underscore. The caller's tensor is changed by it, and autograd loses the value that it needs. Write into a tensor of your own.'''
zh = '''你的函数似乎直接写入了 X 本身：对 X[...] 赋值，或用了名字以下划线结尾的函数。调用者的张量因此被改变，自动求导也会丢失所需的值。请写入你自己的张量。'''
section = "5.1.2.1"
title_en = "Input changed in place"
title_zh = "原地修改了输入"
"""


def relu(X):
    X[X < 0] = 0
    return X
