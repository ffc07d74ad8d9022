def forward(X, params):
    W1, b1, W2, b2 = params
    H = torch.relu(X @ W1 + b1)
    return H @ W2 + b2, dict(X=X, H=H, W1=W1, W2=W2)
def backward(G, c):
    D = (G @ c['W2'].T).clone()
    D[c['H'] <= 0] = 0
    return D @ c['W1'].T, c['X'].T @ D, D.sum(axis=0), c['H'].T @ G, G.sum(axis=0)
