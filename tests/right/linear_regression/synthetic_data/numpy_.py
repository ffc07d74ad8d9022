import numpy as np

def synthetic_data(w, b, num_examples):
    rng = np.random.default_rng()
    true_w = w.detach().numpy().reshape(-1, 1)
    X = rng.normal(size=(num_examples, len(true_w)))
    y = X @ true_w + float(b) + rng.normal(0, 0.01, size=(num_examples, 1))
    return torch.tensor(X, dtype=torch.float32), torch.tensor(y, dtype=torch.float32)
