class Params(list):
    """A list that can clear its gradients."""
    def zero_grad(self):
        for p in self:
            p.grad = None
def init_params(num_inputs, num_hiddens, num_outputs):
    params = Params()
    for rows, columns in ((num_inputs, num_hiddens), (num_hiddens, num_outputs)):
        params.append(nn.Parameter(torch.empty(rows, columns).normal_(std=0.01)))
        params.append(nn.Parameter(torch.zeros(columns), requires_grad=True))
    return params
