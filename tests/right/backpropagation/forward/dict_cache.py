def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1
    H = torch.where(Z > 0, Z, torch.zeros_like(Z))
    return H @ W2 + b2, {'X': X.clone(), 'Z': Z, 'H': H, 'W1': W1.clone(), 'W2': W2.clone()}
def backward(upstream, cache):
    g = upstream @ cache['W2'].T * (cache['Z'] > 0)
    return [g @ cache['W1'].T, cache['X'].T @ g, g.sum(0), cache['H'].T @ upstream, upstream.sum(0)]
