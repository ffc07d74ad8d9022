def init_params(num_inputs):
    return torch.randn((num_inputs, 1)).requires_grad_(), torch.zeros((1,)).requires_grad_()
