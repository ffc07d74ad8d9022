import itertools
def grad_check(f, point, eps=1e-6):
    base = point.double().clone()
    out = torch.empty_like(base)
    for idx in itertools.product(*map(range, base.shape)):
        old = base[idx].item()
        base[idx] = old + eps; up = f(base.clone()).item()
        base[idx] = old - eps; down = f(base.clone()).item()
        base[idx] = old
        out[idx] = (up - down) / eps / 2
    return out
