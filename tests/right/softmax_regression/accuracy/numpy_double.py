def accuracy(scores, labels):
    import numpy as np
    predicted = np.argmax(scores.detach().numpy(), axis=1) if scores.ndim == 2 else scores.numpy()
    return np.float64((predicted == labels.numpy()).sum())
