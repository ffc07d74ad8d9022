def init_weights(m):
    if not isinstance(m, nn.Linear):
        return
    m.weight = nn.Parameter(torch.normal(0.0, 0.01, m.weight.shape))
