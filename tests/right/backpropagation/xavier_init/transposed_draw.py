def xavier_init(fan_in, fan_out):
    linear = nn.Linear(fan_in, fan_out)
    nn.init.xavier_normal_(linear.weight)
    return linear.weight.data.T
