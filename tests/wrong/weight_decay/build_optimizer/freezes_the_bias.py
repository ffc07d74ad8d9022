"""The bias is put out of training."""
def build_optimizer(net, wd, lr=0.003):
    net[0].bias.requires_grad_(False)
    return torch.optim.SGD([{"params": net[0].weight, "weight_decay": wd}, {"params": net[0].bias}], lr=lr)
