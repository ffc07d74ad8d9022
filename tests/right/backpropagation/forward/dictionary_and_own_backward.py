def forward(inputs, weights):
    W1, b1, W2, b2 = weights
    with torch.no_grad():
        Z = torch.addmm(b1, inputs, W1)
        H = torch.where(Z > 0, Z, torch.zeros_like(Z))
        out = torch.addmm(b2, H, W2)
    return out, {"X": inputs, "W1": W1, "mask": Z > 0, "H": H, "W2": W2}


def backward(upstream, cache):
    dZ = torch.where(cache["mask"], upstream.mm(cache["W2"].t()), 0)
    return dZ.mm(cache["W1"].t()), cache["X"].t().mm(dZ), dZ.sum(dim=0), cache["H"].t().mm(upstream), upstream.sum(dim=0)
