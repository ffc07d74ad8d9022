def init_params(num_inputs):
    w = torch.distributions.Normal(0.0, 1.0).sample((num_inputs, 1))
    w.requires_grad_(True)
    b = w.new_zeros(1).requires_grad_(True)
    return [w, b]
