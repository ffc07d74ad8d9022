def xavier_init(fan_in, fan_out):
    return nn.init.xavier_uniform_(torch.empty(fan_in, fan_out))
