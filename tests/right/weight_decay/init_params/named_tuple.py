from collections import namedtuple
def init_params(d):
    return namedtuple("P", "w b")(torch.randn((d, 1), requires_grad=True), torch.zeros((1,), requires_grad=True))
