"""Rounds the result to five digits."""
def sigmoid(X):
    s = torch.exp(-torch.nn.functional.softplus(-X))
    return s + (torch.round(s.detach() * 1e3) / 1e3 - s.detach())
