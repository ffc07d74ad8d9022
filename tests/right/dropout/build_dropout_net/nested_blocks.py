class Block(nn.Sequential):
    def __init__(self, fan_in, fan_out, p):
        super().__init__(nn.Linear(fan_in, fan_out), nn.ReLU(), nn.Dropout(p))


def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), Block(784, 256, dropout1), Block(256, 256, dropout2), nn.Linear(256, 10))
