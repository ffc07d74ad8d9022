"""Groups by a comprehension."""
def build_optimizer(net, wd, lr=0.003):
    groups = [{"params": [p], "weight_decay": wd if name.endswith("weight") else 0.0} for name, p in net.named_parameters()]
    return torch.optim.SGD(groups, lr)
