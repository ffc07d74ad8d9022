def build_dropout_net(dropout1=0.2, dropout2=0.5):
    net = nn.Sequential()
    parts = [nn.Flatten(1, -1), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout1),
             nn.Linear(256, 256), nn.ReLU(), nn.Dropout(dropout2), nn.Linear(256, 10)]
    for number, part in enumerate(parts):
        net.add_module(f"part{number}", part)
    return net
