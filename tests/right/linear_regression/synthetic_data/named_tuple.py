from collections import namedtuple
Data = namedtuple("Data", "X y")
def synthetic_data(true_w: torch.Tensor, true_b, how_many: int, *, std: float = 0.01) -> Data:
    assert how_many > 0
    X = torch.randn((how_many, true_w.numel()))
    y = (X * true_w.flatten()).sum(dim=1, keepdim=True) + true_b
    print("X", X.shape, "y", y.shape)
    return Data(X, y + std * torch.randn_like(y))
