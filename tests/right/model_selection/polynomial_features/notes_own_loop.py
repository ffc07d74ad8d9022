def polynomial_features(features, max_degree):
    poly_features = torch.pow(features.reshape(-1, 1), torch.arange(max_degree).reshape(1, -1))
    for i in range(max_degree):
        poly_features[:, i] /= math.gamma(i + 1)
    return poly_features
