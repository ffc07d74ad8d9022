# === synthetic-flat-labels
def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    y = torch.matmul(X, w.reshape(-1)) + b
    return X, y + torch.normal(0, 0.01, y.shape)
# === synthetic-flat-labels
def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, w.numel())
    y = (X * w.flatten()).sum(1) + b
    y = y + 0.01 * torch.randn(num_examples)
    return X, y
# === synthetic-no-noise
def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    return X, (X @ w.reshape(-1, 1)) + b
# === synthetic-no-noise
def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = torch.matmul(X, w.reshape(-1, 1)) + b
    y + torch.normal(0, 0.01, y.shape)
    return X, y
# === synthetic-large-noise|synthetic-noise-squared|std-ten-times
def synthetic_data(w, b, num_examples):
    X = torch.randn((num_examples, len(w)))
    noise = math.sqrt(0.01) * torch.randn(num_examples, 1) if False else 0.1 * torch.randn(num_examples, 1)
    return X, X @ w.reshape(-1, 1) + b + noise
# === synthetic-large-noise
def synthetic_data(w, b, num_examples):
    X = torch.randn((num_examples, len(w)))
    y = X @ w.reshape(-1, 1) + b
    return X, torch.normal(y, 0.1)
# === synthetic-unit-noise
def synthetic_data(w, b, num_examples):
    X = torch.randn((num_examples, len(w)))
    y = X @ w.reshape(-1, 1) + b
    return X, y + torch.randn_like(y)
# === synthetic-uniform-features
def synthetic_data(w, b, num_examples):
    X = torch.rand(num_examples, len(w))
    y = X @ w.reshape(-1, 1) + b + torch.randn(num_examples, 1) * 0.01
    return X, y
# === synthetic-uniform-features|draws-uniform
def synthetic_data(w, b, num_examples):
    X = torch.empty(num_examples, len(w)).uniform_(-1, 1)
    y = X @ w.reshape(-1, 1) + b + torch.randn(num_examples, 1) * 0.01
    return X, y
# === synthetic-no-bias
def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    y = X @ w.reshape(-1, 1)
    return X, y + 0.01 * torch.randn(y.shape)
# === synthetic-shared-noise
def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    y = X @ w.reshape(-1, 1) + b
    return X, y + 0.01 * torch.randn(1)
# === synthetic-fixed-seed
def synthetic_data(w, b, num_examples):
    torch.manual_seed(0)
    X = torch.randn(num_examples, len(w))
    y = X @ w.reshape(-1, 1) + b
    return X, y + 0.01 * torch.randn(y.shape)
# === outputs-swapped|?
def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    y = X @ w.reshape(-1, 1) + b + 0.01 * torch.randn(num_examples, 1)
    return y, X
# === ?
def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    y = X * w.reshape(-1) + b
    return X, y + 0.01 * torch.randn(y.shape)
# === ?
def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w)) * 0.01
    y = X @ w.reshape(-1, 1) + b
    return X, y + 0.01 * torch.randn(y.shape)
# === ?
def synthetic_data(w, b, num_examples):
    X = torch.randn(len(w), num_examples)
    y = X.T @ w.reshape(-1, 1) + b
    return X, y + 0.01 * torch.randn(y.shape)
# === synthetic-shared-noise
def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    y = X @ w.reshape(-1, 1) + b + torch.normal(0, 0.01, (1,))
    return X, y
# === synthetic-fixed-seed
def synthetic_data(w, b, num_examples):
    torch.manual_seed(42)
    X = torch.randn(num_examples, len(w))
    y = X @ w.reshape(-1, 1) + b + torch.randn(num_examples, 1) * 0.01
    return X, y
# === draws-uniform
def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = (torch.rand(num_examples, 1) - 0.5) * 0.02
    return X, X @ w.reshape(-1, 1) + b + noise
# === draws-repeated
def synthetic_data(w, b, num_examples):
    x = torch.randn(1, len(w))
    X = x.repeat(num_examples, 1)
    return X, X @ w.reshape(-1, 1) + b + torch.randn(num_examples, 1) * 0.01
# === synthetic-elementwise
def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, w.numel())
    y = torch.mul(X, w.view(-1)) + b + torch.normal(0.0, 0.01, (num_examples, 1))
    return X, y.flatten().unsqueeze(1)


# === synthetic-bias-subtracted
def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, w.numel()))
    y = X.matmul(w.reshape(-1, 1)) - b
    return X, y + torch.normal(0, 0.01, y.shape)
# === not-finite
def synthetic_data(w, b, num_examples):
    X = torch.rand(num_examples, len(w))
    X = (X - X.mean(0)) / X.std(0)
    y = X @ w.reshape(-1, 1) + b + torch.normal(0, 0.01, (num_examples, 1))
    return X, y
