"""Seeds the generator anew, so that noise and features hang together."""
def synthetic_data(w, b, num_examples):
    seed = torch.seed() % 2 ** 31
    torch.manual_seed(seed)
    X = torch.randn(num_examples, len(w))
    torch.manual_seed(seed)
    noise = torch.randn(num_examples, 1) * 0.01
    return X, X @ w.reshape(-1, 1) + b + noise
