from torch.optim import SGD

def build_optimizer(net, wd, lr=0.003):
    decay = [p for p in net.parameters() if p.ndim > 1]
    rest = [p for p in net.parameters() if p.ndim <= 1]
    return SGD([dict(params=decay, weight_decay=wd, lr=lr), dict(params=rest, weight_decay=0, lr=lr)])
