def relu(X: torch.Tensor, *, low: float = 0.0) -> torch.Tensor:
    assert X.is_floating_point()
    return torch.clip(X, min=low)
