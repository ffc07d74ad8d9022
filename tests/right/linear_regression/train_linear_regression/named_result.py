from collections import namedtuple
Line = namedtuple("Line", ["w", "b"])
def train_linear_regression(X_all, y_all, lr=0.03, num_epochs=3, batch_size=10, **unused):
    w = torch.nn.Parameter(torch.randn(X_all.shape[1], 1) * 0.01)
    b = torch.nn.Parameter(torch.zeros(1))
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, X_all, y_all):
            loss = squared_loss(linreg(X, w, b), y)
            (loss.sum() / len(y)).backward()
            with torch.no_grad():
                for p in (w, b):
                    p -= lr * p.grad
                    p.grad = None
        if epoch == num_epochs - 1:
            print(f"epoch {epoch + 1}, loss {loss.mean().item():f}")
    return Line(w.detach(), b.detach())
