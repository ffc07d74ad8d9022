# === ?
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1
    H = Z.clamp(min=0)
    return H @ W2 + b2, (X.clone(), W1.clone(), Z, H, W2.clone())
def backward(upstream, cache):
    X, W1, Z, H, W2 = cache
    dH = upstream @ W2.T
    dZ = dH * (Z > 0)
    return [dZ @ W1.T, X.T @ dZ, dZ, H.T @ upstream, upstream]
# === ?
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1
    H = Z.clamp(min=0)
    return H @ W2 + b2, (X.clone(), W1.clone(), Z, H, W2.clone())
def backward(upstream, cache):
    X, W1, Z, H, W2 = cache
    dZ = upstream @ W2.T
    return [dZ @ W1.T, X.T @ dZ, dZ.sum(0), H.T @ upstream, upstream.sum(0)]
# === ?
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1
    H = Z.clamp(min=0)
    return H @ W2 + b2, (X.clone(), W1.clone(), Z, H, W2.clone())
def backward(upstream, cache):
    X, W1, Z, H, W2 = cache
    n = len(X)
    dZ = (upstream @ W2.T) * (Z > 0)
    return [dZ @ W1.T / n, X.T @ dZ / n, dZ.mean(0), H.T @ upstream / n, upstream.mean(0)]
# === ?
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1
    H = Z.clamp(min=0)
    return H @ W2 + b2, (X.clone(), W1.clone(), Z, H, W2.clone())
def backward(upstream, cache):
    X, W1, Z, H, W2 = cache
    dZ = (upstream @ W2.T) * (Z > 0)
    return [X.T @ dZ, dZ.sum(0), H.T @ upstream, upstream.sum(0)]
# === ?
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1
    H = Z.clamp(min=0)
    return H @ W2 + b2, (X.clone(), W1.clone(), Z, H, W2.clone())
def backward(upstream, cache):
    X, W1, Z, H, W2 = cache
    dZ = (upstream @ W2.T) * (Z > 0)
    return [X.T @ dZ, dZ.sum(0), H.T @ upstream, upstream.sum(0), dZ @ W1.T]
# === ?
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1
    H = Z.clamp(min=0)
    return H @ W2 + b2, (X.clone(), W1.clone(), Z, H, W2.clone())
def backward(upstream, cache):
    X, W1, Z, H, W2 = cache
    dZ = (upstream @ W2.T) * (Z > 0)
    return [dZ @ W1.T, dZ.T @ X, dZ.sum(0), upstream.T @ H, upstream.sum(0)]
# === backward-mask-forgotten
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1; H = torch.relu(Z)
    return H @ W2 + b2, (X, Z, H, W1, W2)
def backward(upstream, cache):
    X, Z, H, W1, W2 = cache
    d = upstream @ W2.T
    return [d @ W1.T, X.T @ d, d.sum(0), H.T @ upstream, upstream.sum(0)]
# === backward-bias-summed-over-units
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1; H = torch.relu(Z)
    return H @ W2 + b2, (X, Z, H, W1, W2)
def backward(upstream, cache):
    X, Z, H, W1, W2 = cache
    d = upstream @ W2.T * (Z > 0)
    return [d @ W1.T, X.T @ d, d.sum(1), H.T @ upstream, upstream.sum(1)]
# === backward-bias-not-summed
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1; H = torch.relu(Z)
    return H @ W2 + b2, (X, Z, H, W1, W2)
def backward(upstream, cache):
    X, Z, H, W1, W2 = cache
    d = upstream @ W2.T * (Z > 0)
    return [d @ W1.T, X.T @ d, d, H.T @ upstream, upstream]
# === backward-mean-taken
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1; H = torch.relu(Z)
    return H @ W2 + b2, (X, Z, H, W1, W2)
def backward(upstream, cache):
    X, Z, H, W1, W2 = cache
    n = len(X)
    d = upstream @ W2.T * (Z > 0)
    return [d @ W1.T, X.T @ d / n, d.mean(0), H.T @ upstream / n, upstream.mean(0)]
# === backward-input-left-out
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1; H = torch.relu(Z)
    return H @ W2 + b2, (X, Z, H, W1, W2)
def backward(upstream, cache):
    X, Z, H, W1, W2 = cache
    d = upstream @ W2.T * (Z > 0)
    return [X.T @ d, d.sum(0), H.T @ upstream, upstream.sum(0)]
# === backward-transposed
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1; H = torch.relu(Z)
    return H @ W2 + b2, (X, Z, H, W1, W2)
def backward(upstream, cache):
    X, Z, H, W1, W2 = cache
    d = upstream @ W2.T * (Z > 0)
    return [d @ W1.T, d.T @ X, d.sum(0), upstream.T @ H, upstream.sum(0)]
# === backward-mask-of-the-gradient
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1; H = torch.relu(Z)
    return H @ W2 + b2, (X, Z, H, W1, W2)
def backward(upstream, cache):
    X, Z, H, W1, W2 = cache
    d = upstream @ W2.T
    d = d * (d > 0)
    return [d @ W1.T, X.T @ d, d.sum(0), H.T @ upstream, upstream.sum(0)]
# === backward-takes-units-before-relu
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1; H = torch.relu(Z)
    return H @ W2 + b2, (X, Z, H, W1, W2)
def backward(upstream, cache):
    X, Z, H, W1, W2 = cache
    d = upstream @ W2.T * (Z > 0)
    return [d @ W1.T, X.T @ d, d.sum(0), Z.T @ upstream, upstream.sum(0)]
# === outputs-swapped
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1; H = torch.relu(Z)
    return H @ W2 + b2, (X, Z, H, W1, W2)
def backward(upstream, cache):
    X, Z, H, W1, W2 = cache
    d = upstream @ W2.T * (Z > 0)
    return [X.T @ d, d.sum(0), H.T @ upstream, upstream.sum(0), d @ W1.T]
# === argument-changed
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1; H = torch.relu(Z)
    return H @ W2 + b2, (X, Z, H, W1, W2)
def backward(upstream, cache):
    X, Z, H, W1, W2 = cache
    d = upstream @ W2.T
    d *= (Z > 0)
    out = [d @ W1.T, X.T @ d, d.sum(0), H.T @ upstream, upstream.sum(0)]
    upstream.zero_()
    return out
# === emptied
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1; H = torch.relu(Z)
    return H @ W2 + b2, [X, Z, H, W1, W2]
def backward(upstream, cache):
    W2 = cache.pop(); W1 = cache.pop(); H = cache.pop(); Z = cache.pop(); X = cache.pop()
    d = upstream @ W2.T * (Z > 0)
    return [d @ W1.T, X.T @ d, d.sum(0), H.T @ upstream, upstream.sum(0)]
# === kept-dimension
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1; H = torch.relu(Z)
    return H @ W2 + b2, (X, Z, H, W1, W2)
def backward(upstream, cache):
    X, Z, H, W1, W2 = cache
    d = upstream @ W2.T * (Z > 0)
    return [d @ W1.T, X.T @ d, d.sum(0, keepdim=True), H.T @ upstream, upstream.sum(0, keepdim=True)]
# === other-dtype
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1; H = torch.relu(Z)
    return H @ W2 + b2, (X, Z, H, W1, W2)
def backward(upstream, cache):
    X, Z, H, W1, W2 = cache
    d = (upstream @ W2.T).float() * (Z > 0)
    return [d @ W1.T.float(), X.T.float() @ d, d.sum(0), H.T @ upstream, upstream.sum(0)]
# === backward-changes-the-cache
def backward(upstream, cache):
    X, W1, H, W2 = cache
    dW2 = H.T @ upstream
    dZ = H
    dZ[H > 0] = 1
    dZ *= upstream @ W2.T
    return [dZ @ W1.T, X.T @ dZ, dZ.sum(0), dW2, upstream.sum(0)]
# === backward-input-not-through-w1
def backward(upstream, cache):
    X, W1, W2, Z, H = cache
    dZ = (upstream @ W2.T) * (Z > 0)
    return [dZ, X.T @ dZ, dZ.sum(0), H.T @ upstream, upstream.sum(0)]
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1
    H = torch.clamp(Z, min=0)
    return H @ W2 + b2, (X, W1, W2, Z, H)
# === backward-mask-forgotten
def backward(upstream, cache):
    X, W1, W2, Z, H = cache
    dH = upstream @ W2.T
    dZ = dH * (Z > 0)
    return [dZ @ W1.T, X.T @ dH, dZ.sum(0), H.T @ upstream, upstream.sum(0)]
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1
    H = torch.clamp(Z, min=0)
    return H @ W2 + b2, (X, W1, W2, Z, H)
# === -|other-sizes
def backward(upstream, cache):
    X, W1, H, W2 = cache
    dZ = upstream @ W2.T * (H > 0)
    return [W1.T, X.T @ dZ, dZ.sum(0), H.T @ upstream, upstream.sum(0)]
# === unchanged
def backward(upstream, cache):
    X, W1, H, W2 = cache
    dZ = (upstream @ W2.T) * (H > 0)
    return [dZ @ W1.T, X.T @ dZ, dZ.sum(0), upstream, upstream.sum(0)]
# === other-sizes
def backward(upstream, cache):
    X, W1, H, W2 = cache
    dZ = (upstream @ W2.T) * (H > 0)
    return [dZ @ W1.T, X.T @ dZ, dZ.sum(0), H.T @ upstream, upstream.sum(-1)]
# === other-formula
def backward(upstream, cache):
    X, W1, H, W2 = cache
    dZ = (upstream @ W2.T) * (H <= 0)
    return [dZ @ W1.T, X.T @ dZ, dZ.sum(0), H.T @ upstream, upstream.sum(0)]
# === outputs-swapped
def backward(upstream, cache):
    X, W1, H, W2 = cache
    dW2 = H.T @ upstream
    db2 = upstream.sum(dim=0)
    dZ = upstream @ W2.T
    dZ[H <= 0] = 0
    dW1 = X.T @ dZ
    db1 = dZ.sum(dim=0)
    dX = dZ @ W1.T
    return [dX, dW2, db2, dW1, db1]
