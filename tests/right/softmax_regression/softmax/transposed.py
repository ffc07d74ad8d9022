def softmax(X):
    Z = X.T - X.T.max(dim=0).values
    exps = Z.exp()
    return (exps / exps.sum(0)).T
