from collections import namedtuple
Params = namedtuple("Params", "W1 b1 W2 b2")
def init_params(d: int, h: int, q: int) -> "Params":
    W1, W2 = (nn.Parameter(torch.normal(0.0, 0.01, size=s)) for s in ((d, h), (h, q)))
    return Params(W1, nn.Parameter(torch.zeros(h)), W2, nn.Parameter(torch.zeros(q)))
