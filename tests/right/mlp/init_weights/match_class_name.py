@torch.no_grad()
def init_weights(layer, std=0.01):
    if layer.__class__.__name__ == "Linear":
        layer.weight.copy_(torch.randn_like(layer.weight) * std)
