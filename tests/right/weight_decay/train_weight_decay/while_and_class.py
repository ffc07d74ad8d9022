class Ridge:
    def __init__(self, d, lambd):
        self.w = torch.nn.Parameter(torch.randn(d, 1) * 0.01)
        self.b = torch.nn.Parameter(torch.zeros(1))
        self.lambd = lambd

    def objective(self, X, y):
        residual = X @ self.w + self.b - y.reshape(len(y), 1)
        return (residual * residual).sum() / (2 * len(y)) + self.lambd * (self.w ** 2).sum() / 2

    @torch.no_grad()
    def step(self, lr):
        for p in (self.w, self.b):
            p.copy_(p - lr * p.grad)
            p.grad.zero_()


def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    model = Ridge(num_inputs, lambd)
    epoch = 0
    while epoch < num_epochs:
        it = iter(train_iter)
        while True:
            try:
                X, y = next(it)
            except StopIteration:
                break
            model.objective(X, y).backward()
            model.step(lr)
        epoch += 1
    return model.w, model.b
