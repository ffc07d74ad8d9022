import random as rnd

def synthetic_data(w, b, num_examples):
    w = w.reshape(-1, 1)
    X = torch.tensor([[rnd.gauss(0.0, 1.0) for _ in range(len(w))] for _ in range(num_examples)])
    eps = torch.tensor([[rnd.normalvariate(0.0, 0.01)] for _ in range(num_examples)])
    return X, torch.einsum('nd,dk->nk', X, w) + b + eps
