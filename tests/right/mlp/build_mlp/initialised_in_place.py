def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    modules = [nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs)]
    for m in modules:
        if hasattr(m, "weight"):
            torch.nn.init.normal_(m.weight, mean=0, std=0.01)
    return nn.Sequential(*modules)
