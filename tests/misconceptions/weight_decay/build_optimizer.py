# === optimizer-decays-bias
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD(net.parameters(), lr=lr, weight_decay=wd)
# === optimizer-decays-bias
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{"params": net[0].weight, "weight_decay": wd}, {"params": net[0].bias, "weight_decay": wd}], lr=lr)
# === optimizer-forgets-bias
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{"params": net[0].weight, "weight_decay": wd}], lr=lr)
# === optimizer-forgets-bias
def build_optimizer(net, wd, lr=0.003):
    weights = [p for name, p in net.named_parameters() if name.endswith("weight")]
    return torch.optim.SGD(weights, lr, weight_decay=wd)
# === optimizer-swaps-decay-and-rate
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{"params": net[0].weight, "weight_decay": lr}, {"params": net[0].bias}], lr=wd)
# === optimizer-no-decay
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD(net.parameters(), lr=lr)
# === optimizer-decays-only-bias
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{"params": net[0].bias, "weight_decay": wd}, {"params": net[0].weight}], lr=lr)
# === optimizer-is-adam
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.Adam([{"params": net[0].weight, "weight_decay": wd}, {"params": net[0].bias}], lr=lr)
# === optimizer-momentum
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{"params": net[0].weight, "weight_decay": wd}, {"params": net[0].bias}], lr=lr, momentum=0.9)
# === nothing-returned|?
def build_optimizer(net, wd, lr=0.003):
    trainer = torch.optim.SGD([{"params": net[0].weight, "weight_decay": wd}, {"params": net[0].bias}], lr=lr)
# === ?
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{"params": net[0].weight, "weight_decay": wd}, {"params": net[0].bias}], lr=0.1)
# === ?
def build_optimizer(net, wd, lr=0.003):
    return [{"params": net[0].weight, "weight_decay": wd}, {"params": net[0].bias}]
# === ?
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{"params": net.weight, "weight_decay": wd}, {"params": net.bias}], lr=lr)
# === optimizer-momentum
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd}, {'params': net[0].bias}], lr=lr, momentum=0.9)
# === optimizer-rate-written-in
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd}, {'params': net[0].bias}], lr=0.003)
# === optimizer-halves-decay
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd / 2}, {'params': net[0].bias}], lr=lr)
# === unchanged
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight.data, 'weight_decay': wd}, {'params': net[0].bias.data}], lr=lr)
# === unchanged
def build_optimizer(net, wd, lr=0.003):
    net = nn.Sequential(nn.Linear(net[0].in_features, 1))
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd}, {'params': net[0].bias}], lr=lr)
# === optimizer-no-decay
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'wd': wd}, {'params': net[0].bias}], lr=lr)
# === other-type
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([net[0].weight], lr=lr, weight_decay=wd), torch.optim.SGD([net[0].bias], lr=lr)
# === other-default
def build_optimizer(net, wd, lr=0.03):
    return torch.optim.SGD([{"params": net[0].weight, "weight_decay": wd}, {"params": net[0].bias}], lr=lr)
# === optimizer-rate-of-one-group
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd, 'lr': lr}, {'params': net[0].bias}])
# === optimizer-rate-of-one-group
def build_optimizer(net, wd, lr=0.003):
    weight, bias = net.parameters()
    return torch.optim.SGD([dict(params=[bias], lr=lr), dict(params=[weight], weight_decay=wd)])
# === optimizer-rate-of-one-group
def build_optimizer(net, wd, lr=0.003):
    trainer = torch.optim.SGD([net[0].bias])
    trainer.add_param_group({"params": [net[0].weight], "weight_decay": wd, "lr": lr})
    return trainer
# === operands-do-not-fit
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD(net.parameters(), lr=lr, weight_decay=[wd, 0])
# === optimizer-decay-times-rate
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{'params': net[0].weight, 'weight_decay': wd * lr}, {'params': net[0].bias}], lr=lr)
# === optimizer-decay-times-rate
def build_optimizer(net, wd, lr=0.003):
    weight, bias = net.parameters()
    return torch.optim.SGD([dict(params=[weight], weight_decay=lr * wd), dict(params=[bias], weight_decay=0.0)], lr=lr)
# === optimizer-rates-differ
def build_optimizer(net, wd, lr=0.003):
    optimizer = torch.optim.SGD([{"params": [net[0].weight], "weight_decay": wd}], lr=lr)
    optimizer.add_param_group({"params": [net[0].bias], "lr": lr * 10})
    return optimizer
# === optimizer-rates-differ
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{"params": net[0].weight, "weight_decay": wd}, {"params": net[0].bias, "lr": lr / 2}], lr=lr)
# === optimizer-rates-differ
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.SGD([{"params": net[0].weight, "weight_decay": wd, "lr": lr * 0.1}, {"params": net[0].bias}], lr=lr)
# === other-type
def build_optimizer(net, wd, lr=0.003):
    return torch.optim.RMSprop([{"params": net[0].weight, "weight_decay": wd}, {"params": net[0].bias}], lr=lr)
# === optimizer-rate-written-in
def build_optimizer(net, wd, lr=0.003):
    groups = [dict(params=[net[0].weight], weight_decay=wd), dict(params=[net[0].bias], weight_decay=0)]
    return torch.optim.SGD(groups)
