"""Labels drawn around the line."""
def synthetic_data(w, b, num_examples):
    X = torch.empty(num_examples, len(w)).normal_()
    return X, torch.normal(X.mv(w.reshape(-1)) + b, 0.01).reshape(-1, 1)
