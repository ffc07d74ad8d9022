def build_optimizer(model, decay, lr=0.003):
    groups = [{"params": [p for n, p in model.named_parameters() if not n.endswith("bias")], "weight_decay": decay},
              {"params": [p for n, p in model.named_parameters() if n.endswith("bias")], "weight_decay": 0.0}]
    return torch.optim.SGD(params=groups, lr=lr, momentum=0)
