"""One hidden layer stands in two places."""
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    first = nn.Linear(784, 256)
    return nn.Sequential(nn.Flatten(), first, nn.ReLU(), nn.Dropout(dropout1), nn.Linear(256, 256, bias=False), nn.ReLU(),
                         nn.Dropout(dropout2), nn.Linear(256, 10))
