def init_weights(m):
    match m:
        case nn.Linear():
            torch.nn.init.normal_(tensor=m.weight, std=1e-2)
        case _:
            pass
