def init_params(num_inputs, num_hiddens, num_outputs):
    params = [nn.Parameter(torch.empty(shape)) for shape in
              [(num_inputs, num_hiddens), (num_hiddens,), (num_hiddens, num_outputs), (num_outputs,)]]
    for p in params:
        if p.dim() == 2:
            nn.init.normal_(p, std=0.01)
        else:
            nn.init.zeros_(p)
    return params
