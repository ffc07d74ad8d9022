from collections import OrderedDict


def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(OrderedDict([
        ("flat", nn.Flatten()), ("lin1", nn.Linear(28 * 28, 256)), ("act1", nn.ReLU(True)), ("drop1", nn.Dropout(dropout1)),
        ("lin2", nn.Linear(256, 256)), ("act2", nn.ReLU(True)), ("drop2", nn.Dropout(dropout2)), ("out", nn.Linear(256, 10))]))
