def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.ModuleList([nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout1), nn.Linear(256, 256), nn.ReLU(), nn.Dropout(dropout2), nn.Linear(256, 10)])
