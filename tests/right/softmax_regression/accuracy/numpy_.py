import numpy as np

def accuracy(y_hat, y):
    guess = y_hat.detach().numpy()
    if guess.ndim > 1:
        guess = np.argmax(guess, axis=1)
    return float(np.sum(guess == y.numpy()))
