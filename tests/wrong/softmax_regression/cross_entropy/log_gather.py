def cross_entropy(y_hat, y):
    return -y_hat.log().gather(1, y.unsqueeze(1)).squeeze(1)
