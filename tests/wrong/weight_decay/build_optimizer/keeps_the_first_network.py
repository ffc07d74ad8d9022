"""Remembers the optimiser of the first network."""
_first = []
def build_optimizer(net, wd, lr=0.003):
    if not _first:
        _first.append(torch.optim.SGD([{"params": net[0].weight, "weight_decay": wd}, {"params": net[0].bias}], lr=lr))
    return _first[0]
