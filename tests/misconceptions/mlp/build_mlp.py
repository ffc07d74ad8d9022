# === build-mlp-no-flatten
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    model = nn.Sequential()
    model.append(nn.Linear(num_inputs, num_hiddens))
    model.append(nn.ReLU())
    model.append(nn.Linear(num_hiddens, num_outputs))
    model.apply(init_weights)
    return model
# === build-mlp-softmax-at-the-end
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    layers = [nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs), nn.Softmax(dim=1)]
    return nn.Sequential(*layers).apply(init_weights)
# === build-mlp-softmax-at-the-end
def build_mlp(a=784, b=256, c=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(a, b), nn.ReLU(), nn.Linear(b, c), nn.LogSoftmax(1))
    net.apply(init_weights)
    return net
# === build-mlp-weights-not-initialised
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    return nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs))
# === build-mlp-weights-not-initialised
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs))
    net.apply
    return net
# === build-mlp-weights-not-initialised
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs))
    init_weights(net)
    return net
# === build-mlp-no-activation
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.Linear(num_hiddens, num_outputs))
    net.apply(init_weights)
    return net
# === class-for-module
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU, nn.Linear(num_hiddens, num_outputs))
    net.apply(init_weights)
    return net
# === list-for-module|?
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    return [nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs)]
# === nothing-returned|?
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs))
    net.apply(init_weights)
# === lazy-layer|?
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.LazyLinear(num_hiddens), nn.ReLU(), nn.LazyLinear(num_outputs))
    net.apply(init_weights)
    return net
# === build-mlp-sizes-ignored
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))
    net.apply(init_weights)
    return net
# === build-mlp-sizes-ignored
def build_mlp(*args, **kwargs):
    net = nn.Sequential(nn.Flatten(), nn.Linear(28 * 28, 256), nn.ReLU(), nn.Linear(256, 10))
    net.apply(init_weights)
    return net
# === ?
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.Sigmoid(), nn.Linear(num_hiddens, num_outputs))
    net.apply(init_weights)
    return net
# === build-mlp-relu-at-the-end
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs), nn.ReLU())
    net.apply(init_weights)
    return net
# === other-type
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = [nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs)]
    return net
# === items-replaced
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_outputs), nn.ReLU(), nn.Linear(num_outputs, num_hiddens))
    net.apply(init_weights)
    return net
# === items-extra
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs))
    net.apply(init_weights)
    return net
# === items-extra
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Dropout(0.5), nn.Linear(num_hiddens, num_outputs))
    net.apply(init_weights)
    return net
# === other-default
def build_mlp(num_inputs=784, num_hiddens=128, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs))
    net.apply(init_weights)
    return net
# === std-root|std-ten-times
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs))
    for layer in (net[1], net[3]):
        nn.init.normal_(layer.weight, std=0.1)
    return net
# === none-called
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs))
    net.apply(init_weights(net))
    return net
# === items-replaced
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs, bias=False))
    return net.apply(init_weights)
# === outputs-swapped
def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    net = nn.Sequential(nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs), nn.Flatten())
    net.apply(init_weights)
    return net
