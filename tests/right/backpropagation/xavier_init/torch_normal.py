def xavier_init(fan_in, fan_out):
    std = torch.sqrt(torch.tensor(2.0 / (fan_in + fan_out)))
    return torch.normal(0.0, std.item(), size=(fan_in, fan_out))
