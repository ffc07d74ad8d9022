def synthetic_data(w, b, num_examples):
    d = w.numel()
    X = torch.randn(num_examples, d)
    noise = 0.01 * torch.randn(num_examples, 1)
    return [X, X.mm(w.view(d, 1)) + b + noise]
