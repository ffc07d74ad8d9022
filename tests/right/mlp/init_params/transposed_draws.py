"""Draws that are stored the other way round."""
def init_params(num_inputs, num_hiddens, num_outputs):
    sizes = [(num_inputs, num_hiddens), (num_hiddens, num_outputs)]
    params = []
    for rows, columns in sizes:
        params.append(nn.Parameter((torch.randn(columns, rows) / 100).t()))
        params.append(nn.Parameter(torch.zeros(columns)))
    return tuple(params)
