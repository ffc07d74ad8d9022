"""Convolutions and embeddings as well."""
def init_weights(m):
    if isinstance(m, (nn.Linear, nn.Conv2d, nn.Embedding)):
        nn.init.normal_(m.weight, std=0.01)
