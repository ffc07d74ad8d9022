def linreg(X, w, b):
    bias = torch.as_tensor(b)
    return torch.cat([X, torch.ones_like(X[:, :1])], dim=1) @ torch.cat([w, bias.to(X.dtype).reshape(1, 1)])
