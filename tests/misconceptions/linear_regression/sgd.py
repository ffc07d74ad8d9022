# === sgd-ascent
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p.add_(p.grad, alpha=lr / batch_size)
            p.grad = None
# === sgd-ascent
@torch.no_grad()
def sgd(params, lr, batch_size):
    for i in range(len(params)):
        params[i] += lr * params[i].grad / batch_size
        params[i].grad.zero_()
# === sgd-no-batch-size
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p.sub_(lr * p.grad)
            p.grad.zero_()
# === sgd-no-batch-size|step-times-count|?
def sgd(params, lr, batch_size):
    for p in params:
        p.data = p.data - lr * p.grad
        p.grad.data.zero_()
# === sgd-gradient-not-zeroed
@torch.no_grad()
def sgd(params, lr, batch_size):
    for p in params:
        p -= lr * p.grad / batch_size
# === sgd-gradient-not-zeroed
def sgd(params, lr, batch_size):
    for p in params:
        p.data.sub_(p.grad * lr / batch_size)
# === sgd-gradient-not-zeroed
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad / batch_size
            p.grad.zero_
# === sgd-rebinds|sgd-clears-before-step
def sgd(params, lr, batch_size):
    for p in params:
        with torch.no_grad():
            grad = p.grad.clone()
            p.grad.zero_()
            p = p - lr * grad / batch_size
# === sgd-rebinds|sgd-rebinds-and-fails|?
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p = p - lr * p.grad / batch_size
            p.grad.zero_()
# === sgd-rebinds|?
def sgd(params, lr, batch_size):
    with torch.no_grad():
        params = [p - lr * p.grad / batch_size for p in params]
    return params
# === changed-leaf|sgd-recorded|?
def sgd(params, lr, batch_size):
    for p in params:
        p -= lr * p.grad / batch_size
        p.grad.zero_()
# === sgd-times-batch-size
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad * batch_size
            p.grad.zero_()
# === sgd-first-parameter-only
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad / batch_size
            p.grad.zero_()
            return
# === ?
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p.grad.zero_()
            p -= lr * p.grad / batch_size
# === ?
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= p.grad / batch_size
            p.grad.zero_()
# === ?
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= lr * p / batch_size
            p.grad.zero_()
# === sgd-replaces-storage
def sgd(params, lr, batch_size):
    for p in params:
        p.data = p.data - lr * p.grad / batch_size
        p.grad.zero_()
# === unchanged
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for i, p in enumerate(params):
            params[i] = (p - lr * p.grad / batch_size).requires_grad_()
# === sgd-clears-one-gradient
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad / batch_size
        p.grad.zero_()
# === sgd-divided-by-the-number-of-parameters
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad / len(params)
            p.grad.zero_()
# === something-returned
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad / batch_size
            p.grad.zero_()
    return params

# === other-formula
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param / batch_size
            param.grad.zero_()

# === other-formula
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / len(param)
            param.grad.zero_()

# === other-formula
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad.mean() / batch_size
            param.grad.zero_()
# === other-formula
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param += lr * param.grad
            param.grad.zero_()


# === other-formula
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= lr * torch.clamp(p.grad, min=0) / batch_size
            p.grad.zero_()


# === step-times-constant|other-formula|times-constant
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad / batch_size
            p -= lr * p.grad / batch_size
            p.grad.zero_()
