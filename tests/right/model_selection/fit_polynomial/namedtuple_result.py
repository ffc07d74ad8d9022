from typing import NamedTuple
class Fit(NamedTuple):
    weight: torch.Tensor
    train: float
    test: float
def fit_polynomial(F, T, y, t, num_epochs=400, *, lr=0.01):
    y, t = y.reshape(-1, 1), t.reshape(-1, 1)
    model = nn.Sequential(nn.Linear(F.shape[-1], 1, bias=False))
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(F, y), batch_size=min(10, len(F)), shuffle=True)
    trainer = torch.optim.SGD(model.parameters(), lr)
    for epoch in range(num_epochs):
        for X, target in loader:
            loss = nn.functional.mse_loss(model(X), target)
            trainer.zero_grad()
            loss.backward()
            trainer.step()
    with torch.no_grad():
        return Fit(model[0].weight.data, nn.functional.mse_loss(model(F), y).item(), nn.functional.mse_loss(model(T), t).item())
