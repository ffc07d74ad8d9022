import math


def polynomial_features(x, max_degree):
    features = torch.pow(x.reshape(-1, 1), torch.arange(max_degree).reshape(1, -1))
    return features / torch.tensor([math.gamma(i + 1) for i in range(max_degree)], dtype=x.dtype)
