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
