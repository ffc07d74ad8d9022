def evaluate_loss(model, loader, criterion):
    everything = []
    with torch.no_grad():
        for X, y in loader:
            prediction = model(X)
            everything.extend(criterion(prediction, y.view(prediction.shape)).flatten().tolist())
    return sum(everything) / len(everything)
