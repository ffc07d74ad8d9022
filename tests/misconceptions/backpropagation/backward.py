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
