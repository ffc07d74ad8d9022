"""torch.distributions, with a generator of its own for the noise."""
def synthetic_data(w, b, num_examples):
    X = torch.distributions.Normal(0.0, 1.0).sample((num_examples, w.numel()))
    y = torch.einsum("nd,d->n", X, w.flatten()) + b
    noise = torch.distributions.Normal(0.0, 0.01).sample(y.shape)
    return [X, (y + noise).unsqueeze(-1)]
