"""Uses numpy's tanh, without a gradient."""
import numpy
def tanh(X):
    return torch.from_numpy(numpy.tanh(X.detach().numpy()))
