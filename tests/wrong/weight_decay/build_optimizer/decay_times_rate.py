"""The decay is divided by the rate."""
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{"params": net[0].weight, "weight_decay": wd * 0.5}, {"params": net[0].bias}], lr=lr)
