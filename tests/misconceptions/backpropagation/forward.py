# === forward-bias-after-relu
def forward(X, params):
    W1, b1, W2, b2 = params
    H = torch.relu(X @ W1) + b1
    return H @ W2 + b2, (X, H, params)
# === forward-no-cache
def forward(X, params):
    W1, b1, W2, b2 = params
    H = torch.relu(X @ W1 + b1)
    return H @ W2 + b2, X, H, params
# === other-dtype
def forward(X, params):
    W1, b1, W2, b2 = [p.float() for p in params]
    X = X.float()
    H = torch.relu(X @ W1 + b1)
    return H @ W2 + b2, (X, H, params)
# === forward-sigmoid-for-relu
def forward(X, params):
    W1, b1, W2, b2 = params
    H = torch.sigmoid(X @ W1 + b1)
    return H @ W2 + b2, (X, H, params)
# === forward-cache-shared
CACHE = {}
def forward(X, params):
    W1, b1, W2, b2 = params
    CACHE['X'], CACHE['H'], CACHE['params'] = X, torch.relu(X @ W1 + b1), params
    return CACHE['H'] @ W2 + b2, CACHE
def backward(upstream, cache):
    X, H, (W1, b1, W2, b2) = cache['X'], cache['H'], cache['params']
    d = upstream @ W2.T * (H > 0)
    return [d @ W1.T, X.T @ d, d.sum(0), H.T @ upstream, upstream.sum(0)]
# === lost-dimension
def forward(X, params):
    W1, b1, W2, b2 = params
    H = torch.relu(X @ W1 + b1)
    return (H @ W2 + b2).squeeze(), (X, H, params)
# === other-formula
def forward(X, params):
    W1, b1, W2, b2 = params
    H = (X @ W1 + b1).abs()
    return H @ W2 + b2, (X, H, params)
# === forward-pair-swapped
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1
    H = Z.clamp(min=0)
    return (X, W1, W2, Z, H), H @ W2 + b2
def backward(upstream, cache):
    X, W1, W2, Z, H = cache
    dW2 = H.T @ upstream
    db2 = upstream.sum(0)
    dZ = (upstream @ W2.T) * (Z > 0)
    return [dZ @ W1.T, X.T @ dZ, dZ.sum(0), dW2, db2]
# === other-formula
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1
    H = torch.clamp(Z, 0, 1)
    return H @ W2 + b2, (X, W1, W2, Z, H)
def backward(upstream, cache):
    X, W1, W2, Z, H = cache
    dW2 = H.T @ upstream
    db2 = upstream.sum(0)
    dZ = (upstream @ W2.T) * (Z > 0)
    return [dZ @ W1.T, X.T @ dZ, dZ.sum(0), dW2, db2]


# === matmul-shapes
def forward(X, params):
    W1, W2, b1, b2 = params
    Z = torch.matmul(X, W1) + b1
    H = torch.relu(Z)
    out = torch.matmul(H, W2) + b2
    return out, (X, W1, b1, W2, b2, Z, H)


# === other-formula
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = torch.relu(X) @ W1 + b1
    return Z @ W2 + b2, (X, W1, b1, W2, b2, Z, Z)


# === forward-bias-forgotten
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1
    H = torch.relu(Z)
    return H @ W2, (X, W1, b1, W2, b2, Z, H)
# === other-formula
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1
    out = torch.relu(Z @ W2 + b2)
    return out, (X, Z, W1, W2)
# === other-formula
def forward(X, params):
    W1, b1, W2, b2 = params
    H = torch.maximum(X @ W1 + b1, torch.tensor(1.0))
    return H @ W2 + b2, (X, W1, H, W2)
