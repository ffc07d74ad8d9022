from torch.utils.data import DataLoader, TensorDataset

def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    loader = DataLoader(TensorDataset(features, labels), batch_size=batch_size, shuffle=True)
    w = nn.Parameter(torch.zeros(features.size(1), 1))
    b = nn.Parameter(torch.zeros(1))
    for epoch in range(num_epochs):
        for X, y in loader:
            loss = 0.5 * nn.functional.mse_loss(torch.addmm(b, X, w), y, reduction='sum') / batch_size
            grads = torch.autograd.grad(loss, (w, b))
            for p, g in zip((w, b), grads):
                p.data -= lr * g
    return [w, b]
