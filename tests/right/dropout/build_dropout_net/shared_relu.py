def build_dropout_net(dropout1=0.2, dropout2=0.5):
    relu = nn.ReLU()
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 256), relu, nn.Dropout(p=dropout1))
    net.extend([nn.Linear(256, 256), relu, nn.Dropout(p=dropout2), nn.Linear(256, 10)])
    return net
