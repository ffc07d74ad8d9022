def net(x):
    class _Net(nn.Module):
        def forward(self, inputs):
            return torch.addmm(b2, relu(torch.addmm(b1, inputs.flatten(1).reshape(-1, num_inputs), W1)), W2)
    return _Net()(x)
