"""A map over shapes."""
def init_params(num_inputs):
    w, b = map(torch.empty, [(num_inputs, 1), (1,)])
    nn.init.normal_(w)
    nn.init.zeros_(b)
    return tuple(p.requires_grad_(True) for p in (w, b))
