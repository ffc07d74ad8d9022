init_weights = lambda m: torch.nn.init.normal_(m.weight, std=.01) if type(m) is torch.nn.Linear else None
