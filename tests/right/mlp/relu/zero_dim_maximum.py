import functools

zero = torch.tensor(0.0)


def relu(X):
    return functools.partial(torch.max, zero.to(X.dtype))(X)
