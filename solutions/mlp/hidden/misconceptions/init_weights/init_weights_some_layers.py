"""
en = '''Some linear layers keep their weights, and others get new ones. On what does it depend whether a layer is drawn?'''
zh = '''有的线性层重新抽取了权重，有的保持不变。一层是否重新抽取取决于什么？'''
section = "5.2.2"
title_en = "Some linear layers left out"
title_zh = "漏掉了一些线性层"
"""


def init_weights(m):
    if type(m) == nn.Linear and m.out_features > 130:
        nn.init.normal_(m.weight, std=0.01)
