class Cache:
    def __init__(self, **k): self.__dict__.update(k)
def forward(X, params):
    W1, b1, W2, b2 = params
    pre = X.matmul(W1).add(b1)
    h = torch.maximum(pre, pre.new_zeros(()))
    return h.matmul(W2).add(b2), Cache(X=X, pre=pre, h=h, W1=W1, W2=W2)
def backward(upstream, cache):
    d = upstream.matmul(cache.W2.T)
    d = torch.where(cache.pre > 0, d, torch.zeros_like(d))
    return [d.matmul(cache.W1.T), cache.X.T.matmul(d), d.sum(dim=0), cache.h.T.matmul(upstream), upstream.sum(dim=0)]
