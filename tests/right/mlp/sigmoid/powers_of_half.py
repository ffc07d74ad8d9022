"""Through exponentials of the sign's side only, with a class."""
class Sigmoid:
    def __call__(self, X):
        e = torch.exp(torch.where(X >= 0, -X, X))
        return torch.where(X >= 0, torch.ones_like(X), e) / (1 + e)
sigmoid = Sigmoid()
