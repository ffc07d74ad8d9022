def synthetic_data(w, b, num_examples):
    flat = w.flatten()
    X = torch.empty(num_examples, flat.shape[0]).normal_()
    y = (X * flat).sum(dim=1, keepdim=True) + b
    return X, torch.normal(y, 0.01)
