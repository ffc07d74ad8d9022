import functools
class _Line:
    """Callable object."""
    def __call__(self, X, w, b):
        return torch.add(torch.mm(X, w), b)
linreg = functools.partial(_Line().__call__)
