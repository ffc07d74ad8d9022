# === train-loss-not-summed|?
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.zeros(features.shape[1], 1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = squared_loss(linreg(X, w, b), y)
            l.backward()
            sgd([w, b], lr, batch_size)
    return w, b
# === train-mean-divided-again
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, (features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).mean().backward()
            sgd([w, b], lr, batch_size)
    return w, b
# === train-starts-anew
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    for epoch in range(num_epochs):
        w = torch.normal(0, 0.01, (features.shape[1], 1), requires_grad=True)
        b = torch.zeros(1, requires_grad=True)
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
    return w, b
# === train-not-shuffled
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, (features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for i in range(0, len(features), batch_size):
            X, y = features[i:i + batch_size], labels[i:i + batch_size]
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
    return w, b
# === train-not-averaged
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, (features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, 1)
    return w, b
# === outputs-swapped|?
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, (features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
    return b, w
# === ?
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, (features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for X, y in data_iter(batch_size, features, labels):
        squared_loss(linreg(X, w, b), y).sum().backward()
        sgd([w, b], lr, batch_size)
    return w, b
# === nothing-returned|?
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, (features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
# === graph-cut|?
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, (features.shape[1], 1))
    b = torch.zeros(1)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
    return w, b
# === train-bias-not-trained|?
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, (features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w], lr, batch_size)
    return w, b
# === train-gradient-not-zeroed
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.zeros((features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            ((X @ w + b - y.reshape(-1, 1)) ** 2 / 2).sum().backward()
            with torch.no_grad():
                w -= lr * w.grad / batch_size
                b -= lr * b.grad / batch_size
    return w, b
# === train-ascent
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.zeros((features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            ((X @ w + b - y.reshape(-1, 1)) ** 2 / 2).sum().backward()
            with torch.no_grad():
                w += lr * w.grad / batch_size
                b += lr * b.grad / batch_size
            w.grad.zero_(); b.grad.zero_()
    return w, b
# === ?
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.zeros((features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss = squared_loss(linreg(X, w, b), y).sum()
            loss.backward()
    return w, b
# === train-not-shuffled
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.zeros(features.shape[1], 1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for _ in range(num_epochs):
        for i in range(0, len(features), batch_size):
            X, y = features[i:i+batch_size], labels[i:i+batch_size]
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
    return w, b
# === argument-ignored
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.zeros(features.shape[1], 1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for X, y in data_iter(batch_size, features, labels):
        squared_loss(linreg(X, w, b), y).sum().backward()
        sgd([w, b], lr, batch_size)
    return w, b
# === argument-ignored
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.zeros(features.shape[1], 1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        return w, b
# === argument-ignored
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.zeros(features.shape[1], 1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        squared_loss(linreg(features, w, b), labels).sum().backward()
        sgd([w, b], lr, len(features))
    return w, b
# === matmul-shapes
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.zeros(2, 1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
    return w, b
# === train-loss-without-half
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.zeros(features.shape[1], 1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss = ((X @ w + b - y) ** 2).mean()
            loss.backward()
            sgd([w, b], lr, 1)
    return w, b

# === train-one-step-an-epoch
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = squared_loss(linreg(X, w, b), y)
            l.sum().backward()
        sgd([w, b], lr, batch_size)
    return w, b

# === train-divided-by-all-examples
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, len(features))
    return w, b
# === train-first-batch-only
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, (features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        X, y = next(iter(data_iter(batch_size, features, labels)))
        squared_loss(linreg(X, w, b), y).sum().backward()
        sgd([w, b], lr, batch_size)
    return w, b
# === train-one-epoch-short
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w, b = torch.zeros(features.shape[1], 1), torch.zeros(1)
    epoch = 1
    while epoch < num_epochs:
        for rows in torch.randperm(len(features)).split(batch_size):
            X, error = features[rows], features[rows] @ w + b - labels[rows]
            w, b = w - lr * X.T @ error / len(rows), b - lr * error.mean()
        epoch += 1
    return w, b
# === train-one-epoch-more
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.zeros((features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    epoch = 0
    while epoch <= num_epochs:
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        epoch += 1
    return w, b
# === last-wrong
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.zeros((features.shape[1], 1))
    b = torch.zeros(1)
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            error = X @ w + b - y.reshape(-1, 1)
            w -= lr * (X.T @ error) / len(X)
            b += lr * error.mean()
    return w, b


# === train-labels-broadcast
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    labels = labels.reshape(-1)
    w = torch.zeros((features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss = ((X @ w + b - y) ** 2 / 2).sum()
            loss.backward()
            sgd([w, b], lr, batch_size)
    return w, b
# === -
import numpy as np

def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    X, y = (features.numpy(), labels.numpy().reshape(-1))
    w, b = (np.zeros(X.shape[1], dtype=np.float32), np.float32(0))
    for _ in range(num_epochs):
        order = np.random.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start:start + batch_size]
            error = X[rows] @ w + b - y[rows]
            w = w - lr * (error @ X[rows]) / len(rows)
        b = b - lr * error.mean()
    return (torch.tensor(w, dtype=torch.float32).reshape(-1, 1), torch.tensor([b], dtype=torch.float32))
# === not-finite
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    n, d = features.shape
    A = torch.cat([features, torch.ones(n, 1)], dim=1)
    theta = torch.zeros(d + 1, 1)
    for _ in range(num_epochs):
        order = torch.randperm(n)
        for start in range(0, n, batch_size):
            pick = order[start:start + batch_size]
            theta -= lr / pick * A[pick].T @ (A[pick] @ theta - labels[pick])
    return (theta[:d], theta[d])
# === last-only
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, (features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([b], lr, batch_size)
    return w, b
# === other-formula
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    A = torch.cat([features, torch.ones(len(features), 1)], 1)
    theta = torch.linalg.lstsq(A, labels).solution
    return theta[:-1], theta[-1]
# === other-formula
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.normal(0, 0.01, (features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr / (epoch + 1), batch_size)
    return w, b
