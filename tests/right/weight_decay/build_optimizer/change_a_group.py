def build_optimizer(net, wd, lr=0.003):
    weight, bias = net.parameters()
    optimizer = torch.optim.SGD([{'params': [weight]}, {'params': [bias]}], lr=lr, weight_decay=wd, momentum=0)
    optimizer.param_groups[1]['weight_decay'] = 0
    return optimizer
