"""
en = '''The numbers of different examples seem to be mixed up: a reshape or view before or after a transposition fills each row with pieces of several examples. Give X one row an example first, of num_inputs values, and do not transpose it.'''
zh = '''不同样本的数值似乎混在了一起：在转置前后使用 reshape 或 view，会让每一行由几个样本的片段拼成。请先让 X 的每一行对应一个样本、含 num_inputs 个值，不要转置。'''
section = "5.2.1.2"
title_en = "Examples mixed up by reshape"
title_zh = "reshape 打乱了样本"
"""


def net(X):
    X = X.reshape(num_inputs, -1).T
    return relu(X @ W1 + b1) @ W2 + b2

# another coding
def net(X):
    X = X.reshape(X.shape[0], -1).T.reshape(-1, num_inputs)
    return relu(X @ W1 + b1) @ W2 + b2
