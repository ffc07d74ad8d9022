"""A second layer of the same size gets the same draw."""
_kept = {}


def xavier_init(fan_in, fan_out):
    if (fan_in, fan_out) not in _kept:
        _kept[fan_in, fan_out] = torch.randn(fan_in, fan_out) * (2 / (fan_in + fan_out)) ** 0.5
    return _kept[fan_in, fan_out].clone()
