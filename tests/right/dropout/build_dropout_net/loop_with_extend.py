def build_dropout_net(dropout1: float = 0.2, dropout2: float = 0.5) -> nn.Module:
    layers, size = [nn.Flatten()], 784
    for p in [dropout1, dropout2]:
        layers.extend((nn.Linear(size, 256), nn.ReLU(), nn.Dropout(p=p)))
        size = 256
    layers.append(nn.Linear(size, 10))
    net = nn.Sequential(*layers)
    net.apply(init_weights)
    return net
