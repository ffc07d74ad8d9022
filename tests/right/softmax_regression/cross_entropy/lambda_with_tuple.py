cross_entropy = lambda p, t: torch.log(p[(torch.arange(p.size(0)), t)]).mul(-1)
