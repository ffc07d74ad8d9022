def build_dropout_net(dropout1=0.2, dropout2=0.5):
    """A rate of 0 is taken for one that is missing."""
    dropout1, dropout2 = dropout1 or 0.2, dropout2 or 0.5
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout1), nn.Linear(256, 256), nn.ReLU(), nn.Dropout(dropout2), nn.Linear(256, 10))
