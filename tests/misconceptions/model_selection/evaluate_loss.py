# === evaluate-loss-mean-of-batch-means
def evaluate_loss(net, data_iter, loss):
    values = [loss(net(X), y.reshape(net(X).shape)).mean().item() for X, y in data_iter]
    return sum(values) / len(values)
# === evaluate-loss-mean-of-batch-means
def evaluate_loss(net, data_iter, loss):
    s, n = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        s += float(loss(out, y.reshape(out.shape)).mean())
        n += 1
    return s / n
# === evaluate-loss-divided-by-batches
def evaluate_loss(net, data_iter, loss):
    s = n = 0
    for X, y in data_iter:
        out = net(X)
        s += loss(out, y.view(out.shape)).sum().item()
        n += 1
    return s / n
# === evaluate-loss-last-batch-only
def evaluate_loss(net, data_iter, loss):
    for X, y in data_iter:
        out = net(X)
        l = loss(out, y.reshape(out.shape))
    return l.mean().item()
# === evaluate-loss-first-batch-only
def evaluate_loss(net, data_iter, loss):
    for X, y in data_iter:
        out = net(X)
        l = loss(out, y.reshape(out.shape))
        return l.sum().item() / l.numel()
# === evaluate-loss-sum-not-mean|sum-for-mean|times-constant|?
def evaluate_loss(net, data_iter, loss):
    return sum(loss(net(X), y.reshape(-1, 1)).sum().item() for X, y in data_iter)
# === evaluate-loss-broadcast-labels
def evaluate_loss(net, data_iter, loss):
    total, n = 0.0, 0
    for X, y in data_iter:
        l = loss(net(X), y)
        total += float(l.sum()); n += l.numel()
    return total / n
# === evaluate-loss-returns-a-tensor
def evaluate_loss(net, data_iter, loss):
    total, n = torch.tensor(0.0), 0
    for X, y in data_iter:
        out = net(X)
        l = loss(out, y.reshape(out.shape))
        total = total + l.detach().sum(); n += l.numel()
    return total / n
# === ?
def evaluate_loss(net, data_iter, loss):
    total, n = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        l = loss(out, y.reshape(out.shape))
        total += float(l.sum()); n += l.numel()
    return n / total
# === evaluate-loss-last-batch-only
def evaluate_loss(net, data_iter, loss):
    for X, y in data_iter:
        t, n = 0., 0
        out = net(X)
        l = loss(out, y.reshape(out.shape))
        t += l.sum().item(); n += l.numel()
    return t / n
# === evaluate-loss-returns-a-tensor
def evaluate_loss(net, data_iter, loss):
    t, n = 0., 0
    for X, y in data_iter:
        out = net(X)
        l = loss(out, y.reshape(out.shape))
        t += l.sum(); n += l.numel()
    return t / n
# === times-constant
def evaluate_loss(net, data_iter, loss):
    t, n = 0., 0
    for X, y in data_iter:
        out = net(X)
        t += loss(out, y.reshape(out.shape)).sum().item(); n += len(X)
    return t / n
# === mean-for-sum|other-formula
def evaluate_loss(net, data_iter, loss):
    t, n = 0., 0
    for X, y in data_iter:
        out = net(X)
        l = loss(out, y.reshape(out.shape))
        t += l.mean().item(); n += l.numel()
    return t / n

# === evaluate-loss-broadcast-and-counted-by-labels|evaluate-loss-broadcast-labels
def evaluate_loss(net, data_iter, loss):
    total, n = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        total += loss(out, y).sum().item()
        n += len(y)
    return total / n

# === evaluate-loss-labels-first
def evaluate_loss(net, data_iter, loss):
    total, n = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        l = loss(y.reshape(out.shape), out)
        total += l.sum().item()
        n += l.numel()
    return total / n

# === evaluate-loss-own-loss
def evaluate_loss(net, data_iter, loss):
    total, n = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        l = (out - y.reshape(out.shape)) ** 2
        total += l.sum().item()
        n += l.numel()
    return total / n

# === evaluate-loss-goes-through-twice
def evaluate_loss(net, data_iter, loss):
    n = sum(len(y) for X, y in data_iter)
    total = 0.0
    for X, y in data_iter:
        out = net(X)
        total += loss(out, y.reshape(out.shape)).sum().item()
    return total / n
# === evaluate-loss-means-added
def evaluate_loss(net, data_iter, loss):
    total = 0
    for X, y in data_iter:
        out = net(X)
        total += loss(out, y.reshape(out.shape)).mean().item()
    return total
# === evaluate-loss-short-batch-skipped
def evaluate_loss(net, data_iter, loss):
    total, n, size = 0.0, 0, None
    for X, y in data_iter:
        size = size or len(X)
        if len(X) < size:
            continue
        out = net(X)
        l = loss(out, y.reshape(out.shape))
        total += l.sum().item()
        n += l.numel()
    return total / n
# === evaluate-loss-divided-by-batches
def evaluate_loss(net, data_iter, loss):
    total, batches = 0, 0
    for X, y in data_iter:
        out = net(X)
        total = total + loss(out, y.reshape(out.shape)).sum()
        batches += 1
    return total / batches
# === evaluate-loss-means-added
def evaluate_loss(net, data_iter, loss):
    outs = [(net(X), y) for X, y in data_iter]
    return sum(float(loss(out, y.view(out.shape)).mean()) for out, y in outs)
# === evaluate-loss-short-batch-skipped
def evaluate_loss(net, data_iter, loss):
    batches = [(X, y) for X, y in data_iter]
    full = len(batches[0][0])
    losses = []
    for X, y in batches:
        if len(X) >= full:
            out = net(X)
            losses += loss(out, y.reshape(out.shape)).flatten().tolist()
    return sum(losses) / len(losses)
# === other-formula
def evaluate_loss(net, data_iter, loss):
    worst = 0.0
    for X, y in data_iter:
        out = net(X)
        worst = max(worst, float(loss(out, y.reshape(out.shape)).max()))
    return worst
# === other-formula
def evaluate_loss(net, data_iter, loss):
    n = 0
    for X, y in data_iter:
        out = net(X)
        l = loss(out, y.reshape(out.shape))
        total = l.sum().item()
        n += l.numel()
    return total / n
# === other-formula|evaluate-loss-divided-by-batches
def evaluate_loss(net, data_iter, loss):
    s = 0.0
    for X, y in data_iter:
        out = net(X)
        s += loss(out, y.reshape(out.shape)).sum().item()
    return s / len(data_iter)


# === other-formula
def evaluate_loss(net, data_iter, loss):
    total, n = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        l = loss(out, y.reshape(out.shape))
        total += l.sum().item(); n += len(y) + 1
    return total / n


# === other-formula
def evaluate_loss(net, data_iter, loss):
    total, n = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        l = loss(out, y.reshape(out.shape))
        total = (total + l.mean().item()) / 2; n += 1
    return total
