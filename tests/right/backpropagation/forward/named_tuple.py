from collections import namedtuple
Out = namedtuple("Out", "output cache")
def forward(inputs, weights):
    W1, b1, W2, b2 = weights
    Z = torch.einsum("nd,dh->nh", inputs, W1) + b1
    H = Z.clamp(min=0)
    return Out(H @ W2 + b2, {"X": inputs.clone(), "Z": Z, "H": H, "W1": W1.clone(), "W2": W2.clone()})
def backward(upstream, cache):
    back = (upstream @ cache["W2"].T) * (cache["Z"] > 0)
    return [back @ cache["W1"].T, cache["X"].T @ back, back.sum(0), cache["H"].T @ upstream, upstream.sum(0)]
