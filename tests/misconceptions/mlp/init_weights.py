# === init-weights-type-compared-with-instance|init-weights-called-without-arguments|?
def init_weights(m):
    if type(m) == nn.Linear():
        nn.init.normal_(m.weight, std=0.01)
# === init-weights-type-compared-with-instance
def init_weights(m):
    if m == nn.Linear:
        nn.init.normal_(m.weight, std=0.01)
# === init-weights-type-compared-with-instance
def init_weights(m):
    if type(m) is nn.Linear(1, 1):
        m.weight.data.normal_(0, 0.01)
# === init-weights-type-compared-with-instance
def init_weights(m):
    if type(m) == 'Linear':
        nn.init.normal_(m.weight, std=0.01)
# === init-weights-std-forgotten
def init_weights(m):
    if isinstance(m, nn.Linear):
        torch.nn.init.normal_(m.weight)
# === init-weights-std-forgotten
def init_weights(m):
    if isinstance(m, nn.Linear):
        m.weight.data = torch.randn_like(m.weight)
# === init-weights-std-forgotten
def init_weights(layer):
    if type(layer) == nn.Linear:
        with torch.no_grad():
            layer.weight.copy_(torch.randn(layer.weight.shape))
# === init-weights-all-modules
def init_weights(m):
    if hasattr(m, "weight"):
        nn.init.normal_(m.weight, std=0.01)
# === init-weights-all-modules
def init_weights(m):
    try:
        nn.init.normal_(m.weight, std=0.01)
    except AttributeError:
        pass
# === init-weights-no-condition|?
def init_weights(m):
    m.weight.data.normal_(0, 0.01)
# === init-weights-biases-too
def init_weights(m):
    if isinstance(m, nn.Linear):
        for p in m.parameters():
            nn.init.normal_(p, std=0.01)
# === init-weights-biases-too|?
def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, std=0.01)
        nn.init.zeros_(m.bias)
# === std-xavier|std-of-fan-in|?
def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.xavier_normal_(m.weight)
# === std-xavier|draws-uniform|?
def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.xavier_uniform_(m.weight)
# === undefined-name
def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, 0, math.sqrt(0.01))
# === std-squared
def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, std=0.0001)
# === mean-shifted|?
def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, 0.01)
# === ?
def init_weights(m):
    if type(m) == nn.Linear:
        torch.normal(m.weight, 0.01)
# === ?
def init_weights(m):
    if type(m) == nn.Linear:
        m.weight = torch.normal(0, 0.01, m.weight.shape)
# === init-weights-zeros
def init_weights(m):
    if type(m) == nn.Linear:
        m.weight.data.fill_(0)
# === init-weights-all-modules
def init_weights(m):
    if hasattr(m, 'weight') and m.weight is not None:
        nn.init.normal_(m.weight, std=0.01)
# === init-weights-biases-too
def init_weights(m):
    if type(m) == nn.Linear:
        for p in m.parameters():
            nn.init.normal_(p, std=0.01)
# === init-weights-not-stored
def init_weights(m):
    if type(m) == nn.Linear:
        w = m.weight
        w = torch.normal(0, 0.01, w.shape)
# === init-weights-fixed-seed
def init_weights(m):
    torch.manual_seed(0)
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, std=0.01)
# === draws-equal
def init_weights(m):
    if isinstance(m, nn.Linear):
        m.weight.data *= 0.01
# === not-subscriptable
def init_weights(m):
    for layer in m:
        if type(layer) == nn.Linear:
            nn.init.normal_(layer.weight, std=0.01)
# === init-weights-biases-too
def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, std=0.01)
        nn.init.zeros_(m.bias)
# === init-weights-biases-too
def init_weights(m):
    if isinstance(m, nn.Linear):
        m.weight.data.normal_(0, 0.01)
        m.bias.data.fill_(0)
# === transposed
def init_weights(m):
    if isinstance(m, nn.Linear):
        m.weight.data = torch.randn(m.in_features, m.out_features) * 0.01
# === init-weights-not-stored
def init_weights(m):
    if type(m) == nn.Linear:
        return torch.normal(0, 0.01, m.weight.shape)
# === init-weights-some-layers
def init_weights(m):
    if type(m) == nn.Linear and m.bias is not None:
        nn.init.normal_(m.weight, std=0.01)
# === init-weights-not-stored
def init_weights(m):
    if type(m) == nn.Linear:
        weight = m.weight.data
        weight = torch.randn(weight.shape) * 0.01
# === std-times-constant|-
def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, std=0.003)
# === unchanged|-
def init_weights(m):
    if type(m) == nn.Linear:
        m.weight.data * 0.01
# === init-weights-type-compared-with-instance
def init_weights(m):
    if type(m) == nn.Linear:
        m.weight
