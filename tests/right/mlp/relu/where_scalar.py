relu = lambda x: torch.where(x > 0, x, 0.0)
