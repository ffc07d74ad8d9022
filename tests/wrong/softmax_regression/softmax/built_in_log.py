"""Uses the built-in log_softmax."""
def softmax(X):
    return torch.exp(X.log_softmax(1))
