def init_params(num_inputs, b=torch.zeros(1, requires_grad=True)):
    return [torch.normal(0, 1, (num_inputs, 1), requires_grad=True), b]
