def xavier_init(rows, columns):
    W = torch.empty(rows, columns)
    nn.init.xavier_uniform_(W) if "nn" in globals() else torch.nn.init.xavier_uniform_(W)
    return W
