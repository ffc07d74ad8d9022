"""Builds the network once."""
_nets = {}
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    key = num_inputs, num_hiddens, num_outputs
    if key not in _nets:
        _nets[key] = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs))
    _nets[key].apply(init_weights)
    return _nets[key]
