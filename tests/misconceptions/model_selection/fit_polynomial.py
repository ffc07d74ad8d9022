# === fit-polynomial-bias-left-on
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net, mse = nn.Linear(train_features.shape[1], 1), nn.MSELoss()
    opt = torch.optim.SGD(net.parameters(), lr=0.01)
    n = len(train_features)
    for _ in range(num_epochs):
        for r in torch.randperm(n).split(min(10, n)):
            l = mse(net(train_features[r]).view(-1), train_labels[r].view(-1))
            opt.zero_grad(); l.backward(); opt.step()
    with torch.no_grad():
        return net.weight, mse(net(train_features).view(-1), train_labels.view(-1)).item(), mse(net(test_features).view(-1), test_labels.view(-1)).item()
# === fit-polynomial-losses-swapped
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net, mse = nn.Linear(train_features.shape[1], 1, bias=False), nn.MSELoss()
    opt = torch.optim.SGD(net.parameters(), lr=0.01)
    n = len(train_features)
    for _ in range(num_epochs):
        for r in torch.randperm(n).split(min(10, n)):
            l = mse(net(train_features[r]).view(-1), train_labels[r].view(-1))
            opt.zero_grad(); l.backward(); opt.step()
    with torch.no_grad():
        return net.weight, mse(net(test_features).view(-1), test_labels.view(-1)).item(), mse(net(train_features).view(-1), train_labels.view(-1)).item()
# === fit-polynomial-no-zero-grad
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net, mse = nn.Linear(train_features.shape[1], 1, bias=False), nn.MSELoss()
    opt = torch.optim.SGD(net.parameters(), lr=0.01)
    n = len(train_features)
    for _ in range(num_epochs):
        for r in torch.randperm(n).split(min(10, n)):
            l = mse(net(train_features[r]).view(-1), train_labels[r].view(-1))
            l.backward(); opt.step()
    with torch.no_grad():
        return net.weight, mse(net(train_features).view(-1), train_labels.view(-1)).item(), mse(net(test_features).view(-1), test_labels.view(-1)).item()
# === fit-polynomial-trained-on-test-data
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net, mse = nn.Linear(train_features.shape[1], 1, bias=False), nn.MSELoss()
    opt = torch.optim.SGD(net.parameters(), lr=0.01)
    F, L = torch.cat([train_features, test_features]), torch.cat([train_labels, test_labels]).view(-1)
    n = len(F)
    for _ in range(num_epochs):
        for r in torch.randperm(n).split(min(10, n)):
            l = mse(net(F[r]).view(-1), L[r])
            opt.zero_grad(); l.backward(); opt.step()
    with torch.no_grad():
        return net.weight, mse(net(train_features).view(-1), train_labels.view(-1)).item(), mse(net(test_features).view(-1), test_labels.view(-1)).item()
# === fit-polynomial-labels-broadcast|?
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net, mse = nn.Linear(train_features.shape[1], 1, bias=False), nn.MSELoss()
    opt = torch.optim.SGD(net.parameters(), lr=0.01)
    n = len(train_features)
    for _ in range(num_epochs):
        for r in torch.randperm(n).split(min(10, n)):
            l = mse(net(train_features[r]), train_labels[r])
            opt.zero_grad(); l.backward(); opt.step()
    with torch.no_grad():
        return net.weight, mse(net(train_features), train_labels).item(), mse(net(test_features), test_labels).item()
# === ?
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net, mse = nn.Linear(train_features.shape[1], 1, bias=False), nn.MSELoss()
    with torch.no_grad():
        return net.weight, mse(net(train_features).view(-1), train_labels.view(-1)).item(), mse(net(test_features).view(-1), test_labels.view(-1)).item()
# === argument-ignored
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Linear(train_features.shape[1], 1, bias=False)
    opt = torch.optim.SGD(net.parameters(), 0.01)
    loss = nn.MSELoss()
    yt, ye = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    for _ in range(400):
        for idx in torch.randperm(len(yt)).split(min(10, len(yt))):
            opt.zero_grad(); loss(net(train_features[idx]), yt[idx]).backward(); opt.step()
    return net.weight.data, loss(net(train_features), yt).item(), loss(net(test_features), ye).item()
# === matmul-shapes
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Linear(4, 1, bias=False)
    opt = torch.optim.SGD(net.parameters(), 0.01)
    loss = nn.MSELoss()
    yt, ye = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    for _ in range(num_epochs):
        for idx in torch.randperm(len(yt)).split(min(10, len(yt))):
            opt.zero_grad(); loss(net(train_features[idx]), yt[idx]).backward(); opt.step()
    return net.weight.data, loss(net(train_features), yt).item(), loss(net(test_features), ye).item()

# === fit-polynomial-another-rate
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Sequential(nn.Linear(train_features.shape[1], 1, bias=False))
    batch_size = min(10, train_labels.shape[0])
    loss = nn.MSELoss()
    train = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(train_features, train_labels.reshape(-1, 1)), batch_size, shuffle=True)
    opt = torch.optim.SGD(net.parameters(), lr=0.1)
    for epoch in range(num_epochs):
        for X, y in train:
            opt.zero_grad()
            loss(net(X), y).backward()
            opt.step()
    return (net[0].weight, float(loss(net(train_features), train_labels.reshape(-1, 1))), float(loss(net(test_features), test_labels.reshape(-1, 1))))

# === fit-polynomial-another-optimiser
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Sequential(nn.Linear(train_features.shape[1], 1, bias=False))
    batch_size = min(10, train_labels.shape[0])
    loss = nn.MSELoss()
    train = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(train_features, train_labels.reshape(-1, 1)), batch_size, shuffle=True)
    opt = torch.optim.Adam(net.parameters(), lr=0.01)
    for epoch in range(num_epochs):
        for X, y in train:
            opt.zero_grad()
            loss(net(X), y).backward()
            opt.step()
    return (net[0].weight, float(loss(net(train_features), train_labels.reshape(-1, 1))), float(loss(net(test_features), test_labels.reshape(-1, 1))))

# === fit-polynomial-loss-before-the-last-step
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Sequential(nn.Linear(train_features.shape[1], 1, bias=False))
    batch_size = min(10, train_labels.shape[0])
    loss = nn.MSELoss()
    train = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(train_features, train_labels.reshape(-1, 1)), batch_size, shuffle=True)
    opt = torch.optim.SGD(net.parameters(), lr=0.01)
    for epoch in range(num_epochs):
        for X, y in train:
            opt.zero_grad()
            l = loss(net(X), y)
            l.backward()
            opt.step()
    return (net[0].weight, float(l), float(loss(net(test_features), test_labels.reshape(-1, 1))))
# === fit-polynomial-another-optimiser
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net, loss = nn.Linear(train_features.shape[1], 1, bias=False), nn.MSELoss()
    y, t = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    trainer = torch.optim.SGD(net.parameters(), lr=0.003, momentum=0.9)
    for epoch in range(num_epochs):
        for X, target in d2l.load_array((train_features, y), min(10, len(y))):
            trainer.zero_grad()
            loss(net(X), target).backward()
            trainer.step()
    return net.weight, loss(net(train_features), y).item(), loss(net(test_features), t).item()
# === fit-polynomial-losses-broadcast
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net, loss = nn.Linear(train_features.shape[1], 1, bias=False), nn.MSELoss()
    trainer = torch.optim.SGD(net.parameters(), lr=0.01)
    for epoch in range(num_epochs):
        for X, y in d2l.load_array((train_features, train_labels.reshape(-1, 1)), min(10, len(train_labels))):
            trainer.zero_grad()
            loss(net(X), y).backward()
            trainer.step()
    with torch.no_grad():
        return net.weight, loss(net(train_features), train_labels).item(), loss(net(test_features), test_labels).item()
# === fit-polynomial-no-steps
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Sequential(nn.Linear(train_features.shape[-1], 1, bias=False))
    loss = nn.MSELoss()
    trainer = torch.optim.SGD(net.parameters(), lr=0.01)
    batch_size = min(10, train_features.shape[0])
    train_iter = d2l.load_array((train_features, train_labels.reshape(-1, 1)), batch_size)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            trainer.zero_grad()
            l = loss(net(X), y)
            l.backward()
    with torch.no_grad():
        return (net[0].weight.data, loss(net(train_features), train_labels.reshape(-1, 1)).item(),
                loss(net(test_features), test_labels.reshape(-1, 1)).item())
# === fit-polynomial-whole-set-a-step
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Linear(train_features.shape[-1], 1, bias=False)
    loss = nn.MSELoss()
    trainer = torch.optim.SGD(net.parameters(), lr=0.01)
    y1, y2 = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    for epoch in range(num_epochs):
        trainer.zero_grad()
        loss(net(train_features), y1).backward()
        trainer.step()
    with torch.no_grad():
        return net.weight.data, loss(net(train_features), y1).item(), loss(net(test_features), y2).item()
# === outputs-swapped
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Linear(train_features.shape[-1], 1, bias=False)
    loss = nn.MSELoss()
    trainer = torch.optim.SGD(net.parameters(), lr=0.01)
    y1, y2 = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    for epoch in range(num_epochs):
        for X, y in d2l.load_array((train_features, y1), min(10, len(y1))):
            trainer.zero_grad()
            loss(net(X), y).backward()
            trainer.step()
    with torch.no_grad():
        return loss(net(train_features), y1).item(), loss(net(test_features), y2).item(), net.weight.data
# === fit-polynomial-no-steps
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    w = torch.normal(0, 0.01, (train_features.shape[1], 1), requires_grad=True)
    mse = lambda F, t: ((F @ w - t.reshape(-1, 1)) ** 2).mean()
    for epoch in range(num_epochs):
        for rows in torch.randperm(len(train_labels)).split(10):
            mse(train_features[rows], train_labels[rows]).backward()
            with torch.no_grad():
                new = w - 0.01 * w.grad
            w.grad.zero_()
    return w.detach().T, mse(train_features, train_labels).item(), mse(test_features, test_labels).item()
# === fit-polynomial-no-steps
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Sequential(nn.Linear(train_features.shape[1], 1, bias=False))
    other = nn.Sequential(nn.Linear(train_features.shape[1], 1, bias=False))
    loss, trainer = nn.MSELoss(), torch.optim.SGD(other.parameters(), lr=0.01)
    y, t = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    for epoch in range(num_epochs):
        for X, target in d2l.load_array((train_features, y), min(10, len(y))):
            trainer.zero_grad()
            loss(net(X), target).backward()
            trainer.step()
    return net[0].weight.data, loss(net(train_features), y).item(), loss(net(test_features), t).item()
# === fit-polynomial-whole-set-a-step
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    w = torch.zeros(1, train_features.shape[1], requires_grad=True)
    y, t = train_labels.flatten(), test_labels.flatten()
    mse = lambda F, labels: ((F @ w[0] - labels) ** 2).mean()
    for epoch in range(num_epochs):
        grad, = torch.autograd.grad(mse(train_features, y), w)
        w.data -= 0.01 * grad
    return w, float(mse(train_features, y)), float(mse(test_features, t))
# === fit-polynomial-whole-set-a-step
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net, loss = nn.Linear(train_features.shape[1], 1, bias=False), nn.MSELoss()
    y, t = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    trainer = torch.optim.SGD(net.parameters(), lr=0.01)
    for epoch in range(num_epochs):
        for X, target in d2l.load_array((train_features, y), len(y)):
            trainer.zero_grad()
            loss(net(X), target).backward()
            trainer.step()
    return net.weight.data, loss(net(train_features), y).item(), loss(net(test_features), t).item()
# === fit-polynomial-last-batch-dropped
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net, loss = nn.Linear(train_features.shape[1], 1, bias=False), nn.MSELoss()
    y, t = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    data = torch.utils.data.TensorDataset(train_features, y)
    loader = torch.utils.data.DataLoader(data, min(10, len(y)), shuffle=True, drop_last=True)
    trainer = torch.optim.SGD(net.parameters(), lr=0.01)
    for epoch in range(num_epochs):
        for X, target in loader:
            trainer.zero_grad()
            loss(net(X), target).backward()
            trainer.step()
    return net.weight.data, loss(net(train_features), y).item(), loss(net(test_features), t).item()
# === fit-polynomial-last-batch-dropped
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    n = len(train_labels)
    size = min(10, n)
    w = torch.zeros(train_features.shape[1])
    y, t = train_labels.flatten(), test_labels.flatten()
    for epoch in range(num_epochs):
        for start in range(0, n - size + 1, size):
            X, target = train_features[start:start + size], y[start:start + size]
            w = w - 0.01 * 2 * X.T @ (X @ w - target) / size
    mse = lambda F, labels: ((F @ w - labels) ** 2).mean().item()
    return w.reshape(1, -1), mse(train_features, y), mse(test_features, t)
# === other-type
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Linear(train_features.shape[-1], 1, bias=False)
    loss = nn.MSELoss()
    trainer = torch.optim.SGD(net.parameters(), lr=0.01)
    y1, y2 = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    for epoch in range(num_epochs):
        for X, y in d2l.load_array((train_features, y1), min(10, len(y1))):
            trainer.zero_grad()
            loss(net(X), y).backward()
            trainer.step()
    return net, loss(net(train_features), y1).item(), loss(net(test_features), y2).item()
# === fit-polynomial-one-epoch-short
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    w, epoch = torch.zeros(train_features.shape[1], 1), 1
    y, t = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    while epoch < num_epochs:
        for rows in torch.randperm(len(y)).split(10):
            X = train_features[rows]
            w = w - 0.01 * 2 * X.T @ (X @ w - y[rows]) / len(rows)
        epoch += 1
    return w.T, ((train_features @ w - y) ** 2).mean().item(), ((test_features @ w - t) ** 2).mean().item()
# === one-result-twice
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    loss = nn.MSELoss()
    net = nn.Linear(train_features.shape[1], 1, bias=False)
    opt = torch.optim.SGD(net.parameters(), lr=0.01)
    it = d2l.load_array((train_features, train_labels.reshape(-1, 1)), min(10, len(train_labels)))
    for _ in range(num_epochs):
        for X, y in it:
            opt.zero_grad()
            loss(net(X), y).backward()
            opt.step()
    train_loss = loss(net(train_features), train_labels.reshape(-1, 1)).item()
    test_loss = loss(net(train_features), train_labels.reshape(-1, 1)).item()
    return net.weight.data, train_loss, test_loss
# === fit-polynomial-half-the-squared-error
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    loss = nn.MSELoss()
    net = nn.Linear(train_features.shape[1], 1, bias=False)
    opt = torch.optim.SGD(net.parameters(), lr=0.005)
    it = d2l.load_array((train_features, train_labels.reshape(-1, 1)), min(10, len(train_labels)))
    for _ in range(num_epochs):
        for X, y in it:
            opt.zero_grad()
            loss(net(X), y).backward()
            opt.step()
    return net.weight.data, loss(net(train_features), train_labels.reshape(-1, 1)).item(), loss(net(test_features), test_labels.reshape(-1, 1)).item()
# === fit-polynomial-last-batch-dropped|-
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    loss = nn.MSELoss()
    net = nn.Linear(train_features.shape[1], 1, bias=False)
    opt = torch.optim.SGD(net.parameters(), lr=0.01)
    y1, y2 = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    data = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(train_features, y1), batch_size=10, shuffle=True, drop_last=True)
    for _ in range(num_epochs):
        for X, y in data:
            opt.zero_grad()
            loss(net(X), y).backward()
            opt.step()
    return net.weight.data, loss(net(train_features), y1).item(), loss(net(test_features), y2).item()
# === fit-polynomial-batches-of-one
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    loss = nn.MSELoss()
    net = nn.Linear(train_features.shape[1], 1, bias=False)
    opt = torch.optim.SGD(net.parameters(), lr=0.01)
    y1, y2 = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    for _ in range(num_epochs):
        for X, y in d2l.load_array((train_features, y1), 1):
            opt.zero_grad()
            loss(net(X), y).backward()
            opt.step()
    return net.weight.data, loss(net(train_features), y1).item(), loss(net(test_features), y2).item()
# === argument-ignored
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    loss, net = nn.MSELoss(), nn.Linear(train_features.shape[1], 1, bias=False)
    opt = torch.optim.SGD(net.parameters(), lr=0.01)
    y1, y2 = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    for _ in range(400):
        for idx in torch.randperm(len(y1)).split(10):
            opt.zero_grad()
            loss(net(train_features[idx]), y1[idx]).backward()
            opt.step()
    return net.weight.data, loss(net(train_features), y1).item(), loss(net(test_features), y2).item()
# === fit-polynomial-another-optimiser
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Linear(train_features.shape[1], 1, bias=False)
    loss, mse = nn.L1Loss(), nn.MSELoss()
    y, t = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    train_iter = d2l.load_array((train_features, y), min(10, len(y)))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    for epoch in range(num_epochs):
        for X, target in train_iter:
            optimizer.zero_grad()
            loss(net(X), target).backward()
            optimizer.step()
    return net.weight, mse(net(train_features), y).item(), mse(net(test_features), t).item()
# === fit-polynomial-another-rate
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Linear(train_features.shape[1], 1, bias=False)
    loss = nn.MSELoss()
    y, t = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    for epoch in range(num_epochs):
        for X, target in d2l.load_array((train_features, y), min(10, len(y))):
            optimizer.zero_grad()
            loss(net(X), target).backward()
            optimizer.step()
            optimizer.step()
    return net.weight, loss(net(train_features), y).item(), loss(net(test_features), t).item()
# === fit-polynomial-labels-broadcast
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    net = nn.Linear(train_features.shape[1], 1, bias=False)
    loss = nn.MSELoss()
    opt = torch.optim.SGD(net.parameters(), lr=0.01)
    data = torch.utils.data.TensorDataset(train_features, train_labels.flatten())
    for epoch in range(num_epochs):
        for X, target in torch.utils.data.DataLoader(data, min(10, len(data)), shuffle=True):
            l = loss(net(X), target)
            opt.zero_grad()
            l.backward()
            opt.step()
    return net.weight, loss(net(train_features), train_labels.flatten()).item(), loss(net(test_features), test_labels.flatten()).item()


# === later-epochs
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    n, d = train_features.shape
    net = nn.Linear(d, 1, bias=False)
    loss = nn.MSELoss()
    y, yt = train_labels.reshape(-1, 1), test_labels.reshape(-1, 1)
    opt = torch.optim.SGD(net.parameters(), lr=0.01)
    sch = torch.optim.lr_scheduler.StepLR(opt, 1, 0.9)
    for epoch in range(num_epochs):
        for rows in torch.randperm(n).split(min(10, n)):
            opt.zero_grad()
            loss(net(train_features[rows]), y[rows]).backward()
            opt.step()
        sch.step()
    with torch.no_grad():
        return net.weight, loss(net(train_features), y).item(), loss(net(test_features), yt).item()
