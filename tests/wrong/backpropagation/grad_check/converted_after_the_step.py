"""The step is taken in float32 where x is float32."""
def grad_check(f, x, eps=1e-6):
    out = torch.zeros(x.numel(), dtype=torch.float64)
    for k in range(x.numel()):
        step = torch.zeros(x.numel())
        step[k] = eps
        step = step.reshape(x.shape)
        out[k] = (f((x + step).double()) - f((x - step).double())) / (2 * eps)
    return out.reshape(x.shape)
