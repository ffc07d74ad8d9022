def init_params(num_inputs):
    params = [torch.empty(num_inputs, 1), torch.empty(1)]
    nn.init.normal_(params[0])
    nn.init.zeros_(params[1])
    return [p.requires_grad_(True) for p in params]
