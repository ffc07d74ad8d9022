def build_optimizer(net, wd, lr=0.003):
    return torch.optim.AdamW([{"params": net[0].weight, "weight_decay": wd}, {"params": net[0].bias, "weight_decay": 0}], lr=lr)
