def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{"params": net[0].weight, "weight_decay": wd, "lr": lr}, {"params": net[0].bias}], lr=0.003)
