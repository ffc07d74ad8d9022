def dropout_layer(X, dropout):
    if not 0 <= dropout <= 1:
        return ValueError("dropout lies outside [0, 1]")
    return torch.zeros_like(X) if dropout == 1 else (torch.rand(X.shape) >= dropout) * X / (1 - dropout)
