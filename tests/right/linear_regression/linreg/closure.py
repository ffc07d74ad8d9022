def make():
    def predict(X, w, b):
        out = X @ w
        return out + b
    return predict
linreg = make()
