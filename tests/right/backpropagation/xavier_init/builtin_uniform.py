def xavier_init(fan_in, fan_out):
    W = torch.empty((fan_in, fan_out))
    nn.init.xavier_uniform_(W)
    return W
