def init_weights(m):
    if m.__class__ is nn.Linear:
        m.weight.data = torch.randn_like(m.weight.data) * 0.01
    return m
