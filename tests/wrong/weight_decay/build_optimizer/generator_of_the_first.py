def build_optimizer(net, wd, lr=0.003):
    """The bias is decayed through a default that both groups take."""
    return torch.optim.SGD([{"params": net[0].weight}, {"params": net[0].bias}], lr=lr, weight_decay=wd)
