"""
en = '''Numbers are drawn, but no weight changes: they are not stored in the layer. init_weights must change m itself; what it returns is lost.'''
zh = '''抽取了随机数，但没有任何权重改变：它们没有存入层中。init_weights 必须修改 m 本身；返回值会丢失。'''
section = "5.2.2"
title_en = "Drawn, but not stored in the layer"
title_zh = "抽取了，却没有存入层中"
"""


def init_weights(m):
    if type(m) == nn.Linear:
        return torch.normal(0, 0.01, m.weight.shape)
