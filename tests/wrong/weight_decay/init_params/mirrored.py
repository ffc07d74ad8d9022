"""The second half of w is the first half with the other sign."""
def init_params(num_inputs):
    h = torch.randn((num_inputs + 1) // 2, 1)
    return [torch.cat([h, -h])[:num_inputs].clone().requires_grad_(), torch.zeros(1, requires_grad=True)]
