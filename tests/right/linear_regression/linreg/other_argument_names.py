"""Other names for the parameters, which are given by position."""
def linreg(features, weight, bias):
    return features @ weight + bias
