def xavier_init(fan_in, fan_out):
    layer = nn.Linear(fan_in, fan_out, bias=False)
    nn.init.xavier_normal_(layer.weight)
    return layer.weight.detach().t().clone()
