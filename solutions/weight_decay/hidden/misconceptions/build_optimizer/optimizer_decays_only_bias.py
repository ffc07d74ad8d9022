"""
en = '''
The two parameters have changed places: the bias is decayed and the weight is not. Large weights are what
overfits; print net[0].weight.shape and net[0].bias.shape to see which is which.
'''
zh = '''
两个参数弄反了：偏置被衰减，而权重没有。造成过拟合的是较大的权重；请打印 net[0].weight.shape 和 net[0].bias.shape 
加以分辨。
'''
section = "3.7.4"
title_en = "Only the bias decayed"
title_zh = "只衰减了偏置"
"""

def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight}, {'params': net[0].bias, 'weight_decay': wd}], lr=lr)
