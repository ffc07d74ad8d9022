def logged(f):
    def inner(*args, **kwargs):
        out = f(*args, **kwargs)
        assert out.dim() == 2
        return out
    return inner
@logged
def linreg(features, weight, bias, *, verbose=False):
    if verbose:
        print(features.shape)
    return features.matmul(weight) + bias
