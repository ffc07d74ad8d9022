"""The mask comes from numpy, the product from torch."""
import numpy as np
def relu(X):
    mask = torch.from_numpy(np.greater(X.detach().double().numpy(), 0)).to(X.dtype)
    return X * mask
