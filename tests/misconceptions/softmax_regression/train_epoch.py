# === epoch-no-zero-grad
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    L = A = N = 0
    for X, y in train_iter:
        out = net(X)
        l = loss(out, y)
        if isinstance(updater, torch.optim.Optimizer):
            l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(X.shape[0])
        L += float(l.sum()); A += accuracy(out, y); N += y.numel()
    return L / N, A / N
# === epoch-mean-of-means
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    ls, accs = [], []
    for X, y in train_iter:
        out = net(X)
        l = loss(out, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(X.shape[0])
        ls.append(l.mean().item()); accs.append(accuracy(out, y) / len(y))
    return sum(ls) / len(ls), sum(accs) / len(accs)
# === epoch-step-before-backward|unchanged
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    L = A = N = 0
    for X, y in train_iter:
        out = net(X)
        l = loss(out, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.step(); updater.zero_grad(); l.mean().backward()
        else:
            updater(X.shape[0]); l.sum().backward()
        L += float(l.sum()); A += accuracy(out, y); N += y.numel()
    return L / N, A / N
# === epoch-returns-sums
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    L = A = 0
    for X, y in train_iter:
        out = net(X)
        l = loss(out, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(X.shape[0])
        L += float(l.sum()); A += accuracy(out, y)
    return L, A
# === outputs-swapped|?
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    L = A = N = 0
    for X, y in train_iter:
        out = net(X)
        l = loss(out, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(X.shape[0])
        L += float(l.sum()); A += accuracy(out, y); N += y.numel()
    return A / N, L / N
# === epoch-scores-after-update|?
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    L = A = N = 0
    for X, y in train_iter:
        l = loss(net(X), y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(X.shape[0])
        L += float(l.sum()); A += accuracy(net(X), y); N += y.numel()
    return L / N, A / N
# === unchanged
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    L = A = N = 0
    for X, y in train_iter:
        out = net(X)
        l = loss(out, y)
        L += float(l.sum()); A += accuracy(out, y); N += y.numel()
    return L / N, A / N
# === epoch-evaluation-mode|other-mode
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.eval()
    L = A = N = 0
    for X, y in train_iter:
        out = net(X)
        l = loss(out, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(X.shape[0])
        L += float(l.sum()); A += accuracy(out, y); N += y.numel()
    return L / N, A / N
# === not-callable
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module): net.train()
    s, c, n = 0.0, 0, 0
    for X, y in train_iter:
        z = net(X); l = loss(z, y)
        if isinstance(updater, torch.optim.SGD):
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(len(X))
        s += l.sum().item(); c += accuracy(z, y); n += len(y)
    return s / n, c / n
# === epoch-scores-after-update
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module): net.train()
    s, c, n = 0.0, 0, 0
    for X, y in train_iter:
        z = net(X); l = loss(z, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(len(X))
        s += l.sum().item(); c += accuracy(net(X), y); n += len(y)
    return s / n, c / n
# === epoch-loss-of-the-last-batch
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module): net.train()
    c, n = 0, 0
    for X, y in train_iter:
        z = net(X); l = loss(z, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(len(X))
        c += accuracy(z, y); n += len(y)
    return l.mean().item(), c / n
# === epoch-evaluation-mode
def train_epoch(net, train_iter, loss, updater):
    s, c, n = 0.0, 0, 0
    for X, y in train_iter:
        z = net(X); l = loss(z, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(len(X))
        s += l.sum().item(); c += accuracy(z, y); n += len(y)
    return s / n, c / n
# === epoch-sum-with-optimizer
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module): net.train()
    s, c, n = 0.0, 0, 0
    for X, y in train_iter:
        z = net(X); l = loss(z, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(); l.sum().backward(); updater.step()
        else:
            l.sum().backward(); updater(len(X))
        s += l.sum().item(); c += accuracy(z, y); n += len(y)
    return s / n, c / n
# === epoch-mean-with-callable
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module): net.train()
    s, c, n = 0.0, 0, 0
    for X, y in train_iter:
        z = net(X); l = loss(z, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.mean().backward(); updater(len(X))
        s += l.sum().item(); c += accuracy(z, y); n += len(y)
    return s / n, c / n
# === epoch-first-batch-only
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module): net.train()
    s, c, n = 0.0, 0, 0
    for X, y in train_iter:
        z = net(X); l = loss(z, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(len(X))
        s += l.sum().item(); c += accuracy(z, y); n += len(y)
        return s / n, c / n
# === unchanged
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module): net.train()
    s, c, n = 0.0, 0, 0
    for X, y in train_iter:
        z = net(X).detach().requires_grad_(); l = loss(z, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(len(X))
        s += l.sum().item(); c += accuracy(z, y); n += len(y)
    return s / n, c / n
# === epoch-loss-divided-twice
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module): net.train()
    s, c, n = 0.0, 0, 0
    for X, y in train_iter:
        z = net(X); l = loss(z, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(len(X))
        s += l.mean().item(); c += accuracy(z, y); n += len(y)
    return s / n, c / n
# === epoch-clears-before-step
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module): net.train()
    s, c, n = 0.0, 0, 0
    for X, y in train_iter:
        z = net(X); l = loss(z, y)
        if isinstance(updater, torch.optim.Optimizer):
            l.mean().backward(); updater.zero_grad(); updater.step()
        else:
            l.sum().backward(); updater(len(X))
        s += l.sum().item(); c += accuracy(z, y); n += len(y)
    return s / n, c / n
# === tensor-where-number
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module): net.train()
    s, c, n = 0.0, 0, 0
    for X, y in train_iter:
        z = net(X); l = loss(z, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(len(X))
        s += l.sum(); c += accuracy(z, y); n += len(y)
    return s / n, c / n

# === epoch-no-zero-grad|epoch-evaluation-mode
def train_epoch(net, train_iter, loss, updater):
    total, correct, n = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater(X.shape[0])
        total += float(l.sum()); correct += accuracy(y_hat, y); n += len(y)
    return total / n, correct / n
# === epoch-one-step
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    optim = isinstance(updater, torch.optim.Optimizer)
    if optim:
        updater.zero_grad()
    total, right, n = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        (l.mean() if optim else l.sum()).backward()
        total += float(l.sum())
        right += accuracy(y_hat, y)
        n += len(y)
    if optim:
        updater.step()
    else:
        updater(n)
    return total / n, right / n


# === epoch-mean-of-means
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, torch.nn.Module):
        net.train()
    losses, right, n = [], 0, 0
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater(X.shape[0])
        losses.append(l.mean().item())
        right += accuracy(y_hat, y)
        n += y.shape[0]
    return sum(losses) / len(losses), right / n


# === wrong-arguments
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    a = b = n = 0
    for X, y in train_iter:
        out = net(X)
        l = loss(out, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater()
        a += float(l.sum())
        b += accuracy(out, y)
        n += len(y)
    return a / n, b / n


# === ?
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    total, right, count = 0.0, 0.0, 0
    for X, y in train_iter:
        scores = net(X)
        l = loss(scores, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater(X.shape[1])
        total += l.detach().sum().item()
        right += accuracy(scores, y)
        count += len(X)
    return total / count, right / count


# === epoch-clears-before-step
def train_epoch(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    total, right, count = 0.0, 0.0, 0
    for X, y in train_iter:
        scores = net(X)
        l = loss(scores, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            l.mean().backward()
        else:
            l.sum().backward()
            updater(X.shape[0])
        total += l.detach().sum().item()
        right += accuracy(scores, y)
        count += len(X)
    return total / count, right / count
