from torch.nn import Parameter

def init_params(num_inputs):
    return [Parameter(torch.randn(num_inputs, 1)), Parameter(torch.zeros(1))]
