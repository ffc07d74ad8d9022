"""The default rate is torch's own."""
def build_optimizer(net, wd, lr=0.001):
    return torch.optim.SGD([{"params": net[0].weight, "weight_decay": wd}, {"params": net[0].bias}], lr=lr)
