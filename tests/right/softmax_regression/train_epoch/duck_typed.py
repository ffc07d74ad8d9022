def train_epoch(model, data, criterion, optimizer):
    if isinstance(model, torch.nn.Module):
        model.train(True)
    totals = torch.zeros(3, dtype=torch.float64)
    for batch in data:
        X, y = batch
        scores = model(X)
        losses = criterion(scores, y)
        if hasattr(optimizer, "zero_grad") and hasattr(optimizer, "step"):
            optimizer.zero_grad()
            losses.mean().backward()
            optimizer.step()
        else:
            losses.sum().backward()
            optimizer(X.shape[0])
        totals += torch.tensor([losses.detach().sum().item(), accuracy(scores.detach(), y), y.numel()], dtype=torch.float64)
    return (totals[0] / totals[2]).item(), (totals[1] / totals[2]).item()
