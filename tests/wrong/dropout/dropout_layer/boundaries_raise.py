"""0 and 1 raise."""
def dropout_layer(X, dropout):
    assert 0 < dropout < 1
    return (torch.rand(X.shape) >= dropout) * X / (1 - dropout)
