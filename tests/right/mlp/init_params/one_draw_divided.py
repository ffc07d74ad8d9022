def init_params(num_inputs, num_hiddens, num_outputs):
    sizes = [num_inputs * num_hiddens, num_hiddens * num_outputs]
    first, second = (torch.randn(sum(sizes)) * 0.01).split(sizes)
    return [nn.Parameter(first.view(num_inputs, num_hiddens)), nn.Parameter(torch.zeros(num_hiddens)),
            nn.Parameter(second.view(num_hiddens, num_outputs)), nn.Parameter(torch.zeros(num_outputs))]
