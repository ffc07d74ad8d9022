class MySGD(torch.optim.SGD):
    """With a name."""
def build_optimizer(net, wd, lr=0.003, *args):
    layer = net[0]
    return MySGD([dict(params=layer.weight, weight_decay=wd), dict(params=layer.bias)], lr)
