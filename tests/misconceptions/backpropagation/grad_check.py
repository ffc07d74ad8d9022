# === ?
def grad_check(f, x, eps=1e-6):
    x = x.double().clone()
    g = torch.zeros_like(x)
    for i in range(x.numel()):
        y = x.clone(); y.view(-1)[i] += eps
        g.view(-1)[i] = (f(y) - f(x)) / eps
    return g
# === ?
def grad_check(f, x, eps=1e-6):
    x = x.double().clone()
    g = torch.zeros_like(x)
    for i in range(x.numel()):
        a, b = x.clone(), x.clone()
        a.view(-1)[i] += eps; b.view(-1)[i] -= eps
        g.view(-1)[i] = (f(a) - f(b)) / eps
    return g
# === ?
def grad_check(f, x, eps=1e-6):
    x = x.clone()
    g = torch.zeros_like(x)
    for i in range(x.numel()):
        a, b = x.clone(), x.clone()
        a.view(-1)[i] += eps; b.view(-1)[i] -= eps
        g.view(-1)[i] = (f(a) - f(b)) / (2 * eps)
    return g
# === ?
def grad_check(f, x, eps=1e-6):
    x = x.double().clone()
    g = torch.zeros_like(x)
    for i in range(x.numel()):
        a, b = x.clone(), x.clone()
        a.view(-1)[i] += eps; b.view(-1)[i] -= eps
        g.view(-1)[i] = (f(b) - f(a)) / (2 * eps)
    return g
# === other-dtype
def grad_check(f, x, eps=1e-6):
    x = x.float()
    g = torch.zeros_like(x)
    for k in range(x.numel()):
        e = torch.zeros_like(x); e.view(-1)[k] = eps
        g.view(-1)[k] = (f(x + e) - f(x - e)) / (2 * eps)
    return g
# === grad-check-changes-x
def grad_check(f, x, eps=1e-6):
    g = torch.zeros_like(x, dtype=torch.float64)
    flat = x.view(-1)
    for k in range(x.numel()):
        flat[k] += eps; a = f(x.double())
        flat[k] -= 2 * eps; b = f(x.double())
        g.view(-1)[k] = (a - b) / (2 * eps)
    return g
# === negated
def grad_check(f, x, eps=1e-6):
    x = x.double()
    g = torch.zeros_like(x)
    for k in range(x.numel()):
        e = torch.zeros_like(x); e.view(-1)[k] = eps
        g.view(-1)[k] = (f(x - e) - f(x + e)) / (2 * eps)
    return g
# === flattened
def grad_check(f, x, eps=1e-6):
    x = x.double()
    g = []
    for k in range(x.numel()):
        e = torch.zeros_like(x); e.view(-1)[k] = eps
        g.append((f(x + e) - f(x - e)) / (2 * eps))
    return torch.tensor(g)
# === grad-check-eps-ignored
def grad_check(f, x, eps=1e-6):
    eps = 1e-2
    x = x.double()
    g = torch.zeros_like(x)
    for k in range(x.numel()):
        e = torch.zeros_like(x); e.view(-1)[k] = eps
        g.view(-1)[k] = (f(x + e) - f(x - e)) / (2 * eps)
    return g
# === index-out-of-range
def grad_check(f, x, eps=1e-6):
    x = x.double()
    g = torch.zeros_like(x)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            e = torch.zeros_like(x); e[i, j] = eps
            g[i, j] = (f(x + e) - f(x - e)) / (2 * eps)
    return g
# === grad-check-forward-difference
def grad_check(f, x, eps=1e-6):
    x = x.double()
    g = torch.zeros_like(x)
    for k in range(x.numel()):
        e = torch.zeros_like(x); e.view(-1)[k] = eps
        g.view(-1)[k] = (f(x) - f(x - e)) / eps
    return g
# === times-constant
def grad_check(f, x, eps=1e-6):
    x = x.double()
    g = torch.zeros_like(x)
    for k in range(x.numel()):
        e = torch.zeros_like(x); e.view(-1)[k] = eps
        g.view(-1)[k] = (f(x + e) - f(x - e)) / 2 * eps
    return g
# === running-sum|grad-check-point-not-restored
def grad_check(f, x, eps=1e-6):
    x = x.double()
    g = torch.zeros_like(x)
    e = torch.zeros_like(x)
    for k in range(x.numel()):
        e.view(-1)[k] = eps
        g.view(-1)[k] = (f(x + e) - f(x - e)) / (2 * eps)
    return g

# === grad-check-point-not-restored
def grad_check(f, x, eps=1e-6):
    x = x.double()
    grad = torch.zeros_like(x)
    flat = x.view(-1)
    g = grad.view(-1)
    for i in range(flat.numel()):
        flat[i] += eps
        plus = f(x)
        flat[i] -= 2 * eps
        minus = f(x)
        g[i] = (plus - minus) / (2 * eps)
    return grad
# === clipped|first-wrong
def grad_check(f, x, eps=1e-6):
    z = x.double().clone()
    g = torch.zeros_like(z)
    for i in range(1, z.numel()):
        old = z.view(-1)[i].item()
        z.view(-1)[i] = old + eps
        hi = f(z).item()
        z.view(-1)[i] = old - eps
        lo = f(z).item()
        z.view(-1)[i] = old
        g.view(-1)[i] = (hi - lo) / (2 * eps)
    return g


# === times-constant
def grad_check(f, x, eps=1e-6):
    x = x.double()
    g = torch.zeros_like(x)
    for i in range(x.numel()):
        d = torch.zeros_like(x)
        d.view(-1)[i] = eps
        g.view(-1)[i] = f(x + d) - f(x - d)
    return g
# === other-default
def grad_check(f, x, eps=0.0):
    p = x.to(torch.double)
    p = x.to(torch.double)
    steps = eps * torch.eye(p.numel(), dtype=torch.double)
    values = [(f(p + s.reshape(p.shape)) - f(p - s.reshape(p.shape))).reshape(()) / 2 / eps for s in steps]
    return torch.stack(values).reshape(p.shape).to(x.dtype)
