def evaluate_accuracy(net, data_iter):
    training = getattr(net, 'training', None)
    if training is not None: net.train(False)
    with torch.no_grad():
        pairs = [(net(X), y) for X, y in data_iter]
    scores, labels = torch.cat([p for p, _ in pairs]), torch.cat([y for _, y in pairs])
    if training: net.train()
    return accuracy(scores, labels) / len(labels)
