def accuracy(y_hat, y):
    import numpy as np
    if y_hat.dim() > 1:
        y_hat = y_hat.argmax(1)
    return np.float32((y_hat.double() == y.double()).sum().item())
