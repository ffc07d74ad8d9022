def build_dropout_net(dropout1=0.2, dropout2=0.5):
    layers, width = [nn.Flatten()], 784
    for rate in (dropout1, dropout2):
        layers += [nn.Linear(width, 256), nn.ReLU(), nn.Dropout(rate)]
        width = 256
    net = nn.Sequential(*layers, nn.Linear(width, 10))
    net.apply(init_weights)
    return net
