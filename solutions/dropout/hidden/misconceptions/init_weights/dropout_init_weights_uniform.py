"""
en = '''The weights seem to be uniformly distributed, not normally.'''
zh = '''权重似乎服从均匀分布，而不是正态分布。'''
section = "5.6.3"
"""


def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.uniform_(m.weight, 0, 0.01)
