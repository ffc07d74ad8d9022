def net(X):
    H = relu(X.reshape((-1, num_inputs)) @ W1 + b1)
    return H.data @ W2.data + b2
