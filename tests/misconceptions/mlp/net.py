# === net-relu-missing
def net(X):
    X = X.flatten(1)
    H = X @ W1 + b1
    return H @ W2 + b2
# === net-relu-missing
def net(X):
    return torch.matmul(torch.matmul(X.reshape((-1, num_inputs)), W1) + b1, W2) + b2
# === net-relu-on-output
def net(X):
    X = X.reshape(-1, num_inputs)
    return relu(relu(X @ W1 + b1) @ W2 + b2)
# === net-relu-on-output|?
def net(X):
    H = X.reshape(-1, num_inputs) @ W1 + b1
    return relu(H @ W2 + b2)
# === net-softmax-on-output
def net(X):
    H = relu(X.reshape(-1, num_inputs) @ W1 + b1)
    O = H @ W2 + b2
    return torch.exp(O) / torch.exp(O).sum(1, keepdim=True)
# === net-softmax-on-output
def net(X):
    H = relu(X.reshape(-1, num_inputs) @ W1 + b1)
    return nn.Softmax(dim=1)(H @ W2 + b2)
# === net-batch-of-one-squeezed
def net(X):
    H = relu(X.reshape(-1, num_inputs) @ W1 + b1)
    return (H @ W2 + b2).squeeze(0)
# === net-batch-of-one-squeezed
def net(X):
    H = relu(X.reshape(-1, num_inputs) @ W1 + b1)
    out = H @ W2 + b2
    return out[0] if len(out) == 1 else out
# === net-shapes-hard-coded
def net(X):
    X = X.view(-1, 784)
    return relu(X @ W1 + b1) @ W2 + b2
# === net-shapes-hard-coded|?
def net(X):
    X = X.reshape(256, num_inputs)
    return relu(X @ W1 + b1) @ W2 + b2
# === net-not-flattened|?
def net(X):
    return relu(X @ W1 + b1) @ W2 + b2
# === net-bias-forgotten
def net(X):
    return relu(X.reshape(-1, num_inputs) @ W1) @ W2
# === net-bias-forgotten|?
def net(X):
    return relu(X.reshape(-1, num_inputs) @ W1 + b1) @ W2
# === ?
def net(X):
    return relu(X.reshape(-1, num_inputs) @ W1) + b1 @ W2 + b2
# === ?
def net(X):
    X = X.reshape(-1, num_inputs)
    return relu(X * W1 + b1) * W2 + b2
# === matmul-shapes|?
def net(X):
    X = X.reshape(num_inputs, -1)
    return relu(X @ W1 + b1) @ W2 + b2
# === net-globals-frozen|?
def net(X, W1=W1, b1=b1, W2=W2, b2=b2):
    return relu(X.reshape(-1, num_inputs) @ W1 + b1) @ W2 + b2
# === nothing-returned
def net(X):
    X = X.reshape(-1, num_inputs)
    H = relu(X @ W1 + b1)
    O = H @ W2 + b2
# === matmul-shapes
def net(X):
    X = X.flatten()
    return relu(X @ W1 + b1) @ W2 + b2
# === net-shapes-hard-coded
def net(X):
    X = X.reshape(-1, 784)
    return relu(X @ W1 + b1) @ W2 + b2
# === net-batch-of-one-squeezed|lost-dimension
def net(X):
    X = X.reshape(-1, num_inputs)
    return (relu(X @ W1 + b1) @ W2 + b2).squeeze()
# === net-globals-frozen
def net(X, W1=W1, b1=b1, W2=W2, b2=b2):
    X = X.reshape(-1, num_inputs)
    return relu(X @ W1 + b1) @ W2 + b2
# === net-relu-on-the-input
def net(X):
    X = relu(X.reshape(-1, num_inputs))
    return (X @ W1 + b1) @ W2 + b2
# === net-sigmoid-for-relu
def net(X):
    X = X.reshape(-1, num_inputs)
    return sigmoid(X @ W1 + b1) @ W2 + b2
# === net-bias-after-relu
def net(X):
    X = X.reshape(-1, num_inputs)
    return (relu(X @ W1) + b1) @ W2 + b2
# === net-bias-forgotten
def net(X):
    X = X.reshape(-1, num_inputs)
    return relu(X @ W1 + b1) @ W2
# === no-gradient
def net(X):
    X = X.reshape(-1, num_inputs)
    H = relu(X @ W1 + b1).detach()
    return H @ W2 + b2
# === lost-dimension|?
def net(X):
    X = X.reshape(-1, num_inputs)
    return (relu(X @ W1 + b1) @ W2 + b2).argmax(dim=1)
# === net-examples-scrambled
def net(X):
    X = X.reshape(num_inputs, -1).T
    H = relu(X @ W1 + b1)
    return H @ W2 + b2
# === net-examples-scrambled
def net(X):
    flat = X.flatten(1).t().contiguous().view(-1, num_inputs)
    return torch.relu(flat @ W1 + b1) @ W2 + b2
# === net-examples-scrambled
def net(batch):
    columns = batch.reshape((num_inputs, batch.shape[0]))
    hidden = relu(W1.T @ columns + b1.reshape(-1, 1))
    return (W2.T @ hidden).T + b2
# === net-another-activation
def net(X):
    H = X.reshape(-1, num_inputs) @ W1 + b1
    return nn.functional.leaky_relu(H) @ W2 + b2
# === net-another-activation
def net(X):
    H = X.reshape(-1, num_inputs) @ W1 + b1
    return torch.softmax(H, 1) @ W2 + b2
# === net-another-activation
def net(X):
    H = X.reshape(-1, num_inputs) @ W1 + b1
    return (H > 0).float() @ W2 + b2
# === net-bias-subtracted
def net(X):
    H = relu(X.flatten(1) @ W1 - b1)
    return torch.matmul(H, W2) + b2
# === net-bias-subtracted
def net(X):
    H = relu(torch.sub(X.flatten(1) @ W1, b1))
    return H @ W2 + b2
# === net-bias-subtracted
def net(X):
    return -b2 + relu(X.flatten(1) @ W1 + b1) @ W2
# === net-input-scaled
def net(X):
    return relu((X / 255.0).flatten(1) @ W1 + b1) @ W2 + b2
# === net-input-scaled
def net(X):
    return relu(X.flatten(1) @ (W1 / 255) + b1) @ W2 + b2
# === net-input-scaled
def net(X):
    X = torch.mul(X, 1 / 255)
    return relu(X.reshape(-1, num_inputs) @ W1 + b1) @ W2 + b2
# === net-softmax-on-output
def net(X):
    O = relu(X.reshape((-1, num_inputs)) @ W1 + b1) @ W2 + b2
    return O - O.logsumexp(1, keepdim=True)
# === ?
def net(X):
    X = X.reshape(-1, num_inputs)
    return (X @ W1 + b1).clamp_min(-1) @ W2 + b2


# === other-formula
def net(X):
    X = X.reshape(-1, num_inputs)
    H = relu(X @ W1 + b1) ** 2
    return H @ W2 + b2


# === other-formula
def net(X):
    X = X.reshape(-1, num_inputs)
    H = relu((X - X.mean()) @ W1 + b1)
    return H @ W2 + b2
