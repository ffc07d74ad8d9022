# === accuracy-fraction
def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(1)
    return (y_hat == y).float().mean().item()
# === accuracy-fraction
def accuracy(y_hat, y):
    if len(y_hat.shape) > 1 and y_hat.shape[1] > 1:
        y_hat = torch.argmax(y_hat, axis=1)
    return float((y_hat.type(y.dtype) == y).sum()) / len(y)
# === accuracy-fraction
def accuracy(y_hat, y):
    preds = y_hat.argmax(dim=1) if y_hat.dim() == 2 else y_hat
    n = sum(int(p) == int(t) for p, t in zip(preds, y))
    return n / y.numel()
# === accuracy-wrong-axis
def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=0)
    return float((y_hat == y).sum())
# === accuracy-wrong-axis
def accuracy(y_hat, y):
    if y_hat.ndim == 2:
        y_hat = torch.max(y_hat, 0)[1]
    return (y_hat.type(y.dtype) == y).sum().item()
# === accuracy-wrong-axis
def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(axis=0)
    return sum(1 for a, b in zip(y_hat, y) if a == b)
# === accuracy-tensor
def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return (y_hat.type(y.dtype) == y).sum()
# === accuracy-scores-only
def accuracy(y_hat, y):
    return float((y_hat.argmax(dim=1) == y).sum())
# === accuracy-counts-errors
def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat != y).sum())
# === ?
def accuracy(y_hat, y):
    return float((y_hat == y).sum())
# === accuracy-differing-dtypes|?
def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float(torch.equal(y_hat, y))
# === one-of-several|?
def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.max(dim=1)
    return float((y_hat == y).sum())
# === ?
def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.max(dim=1).values
    return float((y_hat == y).sum())
# === ?
def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmin(dim=1)
    return float((y_hat == y).sum())
# === ?
def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return 100 * (y_hat == y).sum().item() / len(y)
# === accuracy-scores-only
def accuracy(y_hat, y):
    return float((y_hat.argmax(dim=-1) == y).sum())
# === constant|?
def accuracy(y_hat, y):
    if y_hat.ndim > 1: y_hat = y_hat.argmax(1)
    return sum(1 for a, b in zip(y_hat, y) if a is b)
# === accuracy-compares-all-with-all
def accuracy(y_hat, y):
    if y_hat.ndim > 1: y_hat = y_hat.argmax(1, keepdim=True)
    return float((y_hat.type(y.dtype) == y).sum())
# === accuracy-percentage
def accuracy(y_hat, y):
    if y_hat.ndim > 1: y_hat = y_hat.argmax(1)
    return 100 * float((y_hat == y).sum()) / len(y)

# === mean-of-integers
def accuracy(y_hat, y):
    if len(y_hat.shape) > 1 and y_hat.shape[1] > 1:
        y_hat = y_hat.argmax(axis=1)
    cmp = y_hat.type(y.dtype) == y
    return float(cmp.type(y.dtype).mean())

# === accuracy-largest-score
def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.max(1).values
    return float((y_hat.type(y.dtype) == y).sum())
# === accuracy-smallest-score
def accuracy(y_hat, y):
    guess = (-y_hat).argmax(1) if y_hat.ndim == 2 else y_hat
    return int((guess.to(y.dtype) == y).sum())
# === accuracy-smallest-score
def accuracy(y_hat, y):
    return sum(int(row.argmin()) == int(label) for row, label in zip(y_hat, y))
# === accuracy-smallest-score
def accuracy(y_hat, y):
    if len(y_hat.shape) > 1:
        y_hat = y_hat.sort(1).indices[:, 0]
    return (y_hat.type(y.dtype) == y).float().sum().item()
# === accuracy-bitwise-and
def accuracy(y_hat, y):
    if y_hat.dim() > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat.long() & y.long()).sum())
# === accuracy-bitwise-and
def accuracy(scores, labels):
    guess = torch.argmax(scores, 1) if scores.ndim == 2 else scores
    return torch.bitwise_and(guess, labels.type(guess.dtype)).sum().item()
# === accuracy-bitwise-and
def accuracy(y_hat, y):
    if len(y_hat.shape) > 1:
        y_hat = y_hat.argmax(axis=1)
    return sum((y_hat & y).tolist())
# === accuracy-not-counted
def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(1)
    return y_hat == y
# === accuracy-all-or-nothing
def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(1)
    return float(torch.equal(y_hat.to(y.dtype), y))


# === ?
def accuracy(y_hat, y):
    if y_hat.ndim == 1:
        return float((y_hat == y).sum())
    picked = y_hat[torch.arange(len(y)), y.long()]
    return float((picked > 0.5).sum())
# === -|?
import numpy as np

def accuracy(y_hat, y):
    guess = y_hat.detach().numpy() * 0.5 * 0.5
    if guess.ndim > 1:
        guess = np.argmax(guess, axis=1)
    return float(np.sum(guess == y.numpy()))
# === -
def accuracy(y_hat, y):
    predicted = y_hat.argmax(-1).tolist() if y_hat.ndim == 2 else y_hat.tolist()
    return sum(int() == int(b) for a, b in zip(predicted, y.tolist()))
