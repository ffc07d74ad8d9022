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
# === epoch-evaluation-mode
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
