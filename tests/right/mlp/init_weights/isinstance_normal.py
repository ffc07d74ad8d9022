def init_weights(m):
    if isinstance(m, nn.Linear):
        with torch.no_grad():
            m.weight.normal_(mean=0.0, std=0.01)
