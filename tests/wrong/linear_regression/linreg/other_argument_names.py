"""The parameters have other names than promised."""
def linreg(features, weight, bias):
    return features @ weight + bias
