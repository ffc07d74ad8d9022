# === build-dropout-net-rates-swapped
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(p=dropout2), nn.Linear(256, 256), nn.ReLU(), nn.Dropout(p=dropout1), nn.Linear(256, 10))
# === build-dropout-net-missing-flatten
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    layers = [nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout1), nn.Linear(256, 256), nn.ReLU(), nn.Dropout(dropout2), nn.Linear(256, 10)]
    return nn.Sequential(*layers)
# === build-dropout-net-rates-written-in
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(28 * 28, 256), nn.ReLU(), nn.Dropout(.2), nn.Linear(256, 256), nn.ReLU(), nn.Dropout(.5), nn.Linear(256, 10))
# === build-dropout-net-dropout-before-relu|?
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.Dropout(dropout1), nn.ReLU(), nn.Linear(256, 256), nn.Dropout(dropout2), nn.ReLU(), nn.Linear(256, 10))
# === class-for-module
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten, nn.Linear(784, 256), nn.ReLU, nn.Dropout(dropout1), nn.Linear(256, 256), nn.ReLU, nn.Dropout(dropout2), nn.Linear(256, 10))
# === ?
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Dropout(dropout1), nn.Linear(128, 128), nn.ReLU(), nn.Dropout(dropout2), nn.Linear(128, 10))
# === ?
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(1 - dropout1), nn.Linear(256, 256), nn.ReLU(), nn.Dropout(1 - dropout2), nn.Linear(256, 10))
# === build-dropout-net-one-dropout|items-missing
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 256), nn.ReLU(), nn.Dropout(dropout2), nn.Linear(256, 10))
# === build-dropout-net-softmax-at-the-end
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout1), nn.Linear(256, 256), nn.ReLU(), nn.Dropout(dropout2), nn.Linear(256, 10), nn.Softmax(dim=1))
# === nothing-returned|?
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout1), nn.Linear(256, 256), nn.ReLU(), nn.Dropout(dropout2), nn.Linear(256, 10))
# === build-dropout-net-dropout-before-linear
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Dropout(dropout1), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout2), nn.Linear(256, 256), nn.ReLU(), nn.Linear(256, 10))
# === build-dropout-net-softmax-at-the-end
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout1), nn.Linear(256, 256), nn.ReLU(), nn.Dropout(dropout2), nn.Linear(256, 10), nn.Softmax(1))
# === items-missing
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout1), nn.Linear(256, 10))
# === build-dropout-net-no-activation
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.Dropout(dropout1), nn.Linear(256, 256), nn.Dropout(dropout2), nn.Linear(256, 10))
# === items-replaced
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout1), nn.Linear(256, 128), nn.ReLU(), nn.Dropout(dropout2), nn.Linear(128, 10))
# === items-missing
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 256), nn.ReLU(), nn.Linear(256, 10))
# === items-replaced
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    h = nn.Dropout(dropout1)
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), h, nn.Linear(256, 256), nn.ReLU(), h, nn.Linear(256, 10))
# === items-replaced
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout1d(dropout1), nn.Linear(256, 256), nn.ReLU(), nn.Dropout1d(dropout2), nn.Linear(256, 10))
