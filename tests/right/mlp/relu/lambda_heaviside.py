relu = lambda X: X * torch.heaviside(X.detach(), torch.zeros((), dtype=X.dtype))
