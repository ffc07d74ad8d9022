def net(X):
    X = X.flatten(1) if X.dim() > 1 else X.unsqueeze(1)
    return torch.relu(X.matmul(W1) + b1).matmul(W2) + b2
