"""Draws the network's weight anew."""
def build_optimizer(net, wd, lr=0.003):
    for p in net.parameters():
        p.data.normal_()
    return torch.optim.SGD([{"params": net[0].weight, "weight_decay": wd}, {"params": net[0].bias}], lr=lr)
