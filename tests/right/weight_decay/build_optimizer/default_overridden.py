import torch.optim as optim

def build_optimizer(net, wd, lr=0.003):
    layer = next(iter(net.children()))
    return optim.SGD([{'params': layer.weight}, {'params': layer.bias, 'weight_decay': 0.}], lr, weight_decay=wd)
