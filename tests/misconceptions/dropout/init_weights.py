# === dropout-init-weights-type-compared-with-instance
def init_weights(m):
    if m is nn.Linear:
        m.weight.data.normal_(0, 0.01)
# === dropout-init-weights-all-modules
def init_weights(m):
    try:
        m.weight.data.normal_(0, 0.01)
        m.bias.data.zero_()
    except AttributeError:
        pass
# === dropout-init-weights-all-modules
def init_weights(m):
    if isinstance(m, nn.Module) and hasattr(m, 'weight'):
        nn.init.normal_(m.weight, std=0.01)
# === std-of-fan-in
def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, std=1 / m.in_features ** 0.5)
# === dropout-init-weights-biases-too
def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, std=0.01)
        nn.init.zeros_(m.bias)
# === dropout-init-weights-biases-too
def init_weights(m):
    if isinstance(m, nn.Linear):
        m.weight.data.normal_(0, 0.01)
        m.bias.data.fill_(0)
# === dropout-init-weights-some-layers
def init_weights(m):
    if type(m) == nn.Linear and m.out_features > 10:
        nn.init.normal_(m.weight, std=0.01)
# === dropout-init-weights-not-stored
def init_weights(m):
    if isinstance(m, nn.Linear):
        w = m.weight.detach().clone()
        w.normal_(0, 0.01)
# === std-times-constant|-
def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, std=0.003)
# === unchanged|-
def init_weights(m):
    if type(m) == nn.Linear:
        m.weight.data * 0.01
# === dropout-init-weights-no-condition
def init_weights(m):
    if type(m) != nn.Linear:
        nn.init.normal_(m.weight, std=0.01)
