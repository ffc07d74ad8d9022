@torch.no_grad()
def synthetic_data(w, b, num_examples):
    global last_size
    last_size = num_examples
    X = torch.randn(num_examples, len(w))
    noise = torch.empty(num_examples).normal_(std=0.01)
    y = torch.einsum("nd,d->n", X, w.reshape(-1)) + b + noise
    return X, y.unsqueeze(1)
