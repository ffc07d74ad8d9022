# === tanh-factor-two-forgotten|tanh-factor-two-forgotten-and-overflow
def tanh(X):
    return (1 - torch.exp(-X)) / (1 + torch.exp(-X))
# === tanh-factor-two-forgotten|tanh-factor-two-forgotten-and-overflow
def tanh(X):
    return 2 * sigmoid(X) - 1
# === tanh-factor-two-forgotten|tanh-factor-two-forgotten-and-overflow
def tanh(X):
    e = torch.exp(-X.clamp(-60, 60))
    return (1 - e) / (1 + e)
# === tanh-overflow|tanh-overflow-both-ways
def tanh(X):
    return (torch.exp(X) - torch.exp(-X)) / (torch.exp(X) + torch.exp(-X))
# === tanh-overflow|tanh-overflow-both-ways
def tanh(X):
    up, down = torch.exp(X), torch.exp(-X)
    return (up - down) / (up + down)
# === tanh-overflow
def tanh(X):
    e = torch.exp(2 * X)
    return (e - 1) / (e + 1)
# === tanh-sign-flipped|negated
def tanh(X):
    return 1 - 2 * sigmoid(2 * X)
# === tanh-sign-flipped|negated
def tanh(X):
    e = torch.exp(2 * X.clamp(-40, 40))
    return (1 - e) / (1 + e)
# === tanh-is-sigmoid
def tanh(X):
    return sigmoid(X)
# === tanh-is-sigmoid|?
def tanh(X):
    return sigmoid(2 * X)
# === times-constant|?
def tanh(X):
    return sigmoid(2 * X) - 0.5
# === plus-constant|?
def tanh(X):
    return 2 * sigmoid(2 * X)
# === plus-constant|?
def tanh(X):
    return 2 * sigmoid(2 * X) + 1
# === tanh-detached
def tanh(X):
    return (2 * sigmoid(2 * X) - 1).detach()
# === tanh-detached
def tanh(X):
    X = X.clone().detach()
    return 2 * sigmoid(2 * X) - 1
# === tanh-no-gradient-at-zero
def tanh(X):
    e = torch.exp(-2 * X.abs())
    return torch.sign(X) * (1 - e) / (1 + e)
# === reciprocal
def tanh(X):
    e = torch.exp(-2 * X.clamp(-40, 40))
    return (1 + e) / (1 - e)
# === undefined-name
def tanh(X):
    return (1 - math.exp(-2 * X)) / (1 + math.exp(-2 * X))
# === undefined-name
def tanh(X):
    return (1 - exp(-2 * X)) / (1 + exp(-2 * X))
# === absolute
def tanh(X):
    e = torch.exp(-2 * X.abs())
    return (1 - e) / (1 + e)
# === other-function
def tanh(X):
    return sigmoid(2 * X) - 1
# === constant
def tanh(X):
    e = torch.exp(-2 * X.clamp(-20, 20))
    return 1 - e / 1 + e
# === other-function
def tanh(X):
    return X / (1 + X.abs())
# === other-function
def tanh(X):
    return torch.atan(X)
