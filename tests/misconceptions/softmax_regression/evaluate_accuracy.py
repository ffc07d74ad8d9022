# === evaluate-mean-of-means
def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    accs = []
    with torch.no_grad():
        for X, y in data_iter:
            accs.append(accuracy(net(X), y) / len(y))
    return sum(accs) / len(accs)
# === evaluate-mean-of-means
def evaluate_accuracy(net, data_iter):
    if isinstance(net, torch.nn.Module):
        net.eval()
    t, k = 0.0, 0
    with torch.no_grad():
        for X, y in data_iter:
            t += (net(X).argmax(1) == y).float().mean().item()
            k += 1
    return t / k
# === evaluate-train-mode
def evaluate_accuracy(net, data_iter):
    hits = n = 0
    with torch.no_grad():
        for X, y in data_iter:
            hits += int((net(X).argmax(1) == y).sum())
            n += y.numel()
    return hits / n
# === evaluate-count
def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    with torch.no_grad():
        return sum(accuracy(net(X), y) for X, y in data_iter)
# === evaluate-builds-graph
def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    a = b = 0
    for X, y in data_iter:
        a += accuracy(net(X), y)
        b += len(y)
    return a / b
# === evaluate-last-batch
def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    with torch.no_grad():
        for X, y in data_iter:
            acc = accuracy(net(X), y) / len(y)
    return acc
# === evaluate-first-batch
def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    with torch.no_grad():
        for X, y in data_iter:
            return accuracy(net(X), y) / len(y)
# === evaluate-divides-by-batches
def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    right = batches = 0
    with torch.no_grad():
        for X, y in data_iter:
            right += accuracy(net(X), y)
            batches += 1
    return right / batches
# === complement|?
def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    a = b = 0
    with torch.no_grad():
        for X, y in data_iter:
            a += float((net(X).argmax(1) != y).sum())
            b += len(y)
    return a / b
# === no-such-attribute|?
def evaluate_accuracy(net, data_iter):
    net.eval()
    a = b = 0
    with torch.no_grad():
        for X, y in data_iter:
            a += accuracy(net(X), y)
            b += len(y)
    return a / b
# === tensor-for-number|?
def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    a = b = 0
    with torch.no_grad():
        for X, y in data_iter:
            a += (net(X).argmax(1) == y).sum()
            b += len(y)
    return a / b
# === evaluate-builds-graph
def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module): net.eval()
    r, n = 0, 0
    for X, y in data_iter:
        r += accuracy(net(X), y); n += len(y)
    return r / n
# === no-such-attribute
def evaluate_accuracy(net, data_iter):
    net.eval()
    r, n = 0, 0
    with torch.no_grad():
        for X, y in data_iter:
            r += accuracy(net(X), y); n += len(y)
    return r / n
# === evaluate-train-mode
def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Sequential): net.eval()
    r, n = 0, 0
    with torch.no_grad():
        for X, y in data_iter:
            r += accuracy(net(X), y); n += len(y)
    return r / n
# === tensor-for-number
def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module): net.eval()
    r, n = torch.tensor(0.), torch.tensor(0.)
    with torch.no_grad():
        for X, y in data_iter:
            r += accuracy(net(X), y); n += len(y)
    return r / n
# === evaluate-train-mode
def evaluate_accuracy(net, data_iter):
    r, n = 0, 0
    with torch.no_grad():
        for X, y in data_iter:
            r += accuracy(net(X), y); n += len(y)
            if isinstance(net, nn.Module): net.eval()
    return r / n
# === evaluate-batches-times-size
def evaluate_accuracy(net, data_iter):
    if isinstance(net, torch.nn.Module):
        net.eval()
    right, batches = 0, 0
    with torch.no_grad():
        for X, y in data_iter:
            right += accuracy(net(X), y)
            batches += 1
    return right / (batches * len(y))
# === evaluate-batches-times-size
@torch.no_grad()
def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    hits, sizes = [], []
    for X, y in data_iter:
        hits.append((net(X).argmax(1) == y).sum().item())
        sizes.append(y.shape[0])
    return sum(hits) / (len(hits) * max(sizes))
# === evaluate-batches-times-size
def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    right, size, count = 0.0, None, 0
    with torch.no_grad():
        for X, y in data_iter:
            size = size or X.shape[0]
            right += accuracy(net(X), y)
            count += size
    return right / count


# === evaluate-train-mode|other-mode
def evaluate_accuracy(net, data_iter):
    right = total = 0
    for X, y in data_iter:
        right += accuracy(net(X), y)
        total += len(y)
    if isinstance(net, nn.Module):
        net.eval()
    return right / total
# === constant|-
def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    totals = torch.zeros(2)
    with torch.no_grad():
        for X, y in iter(data_iter):
            y_hat = net(X)
            totals += torch.tensor([y.shape[0]])
    return (totals[0] / totals[1]).item()
# === none-for-value
def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    with torch.no_grad():
        counts = [(accuracy(net(X), y), len(y)) for X, y in data_iter]
    print(sum(hits for hits, _ in counts) / sum(size for _, size in counts))
