def build_optimizer(net, wd, lr=0.003):
    linear = net[0]
    optimizer = torch.optim.SGD([linear.bias], lr=lr)
    optimizer.add_param_group({'params': [linear.weight], 'weight_decay': wd})
    return optimizer
