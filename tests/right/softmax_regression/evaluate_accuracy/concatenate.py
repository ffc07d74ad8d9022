def evaluate_accuracy(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    scores, labels = [], []
    with torch.no_grad():
        for X, y in data_iter:
            scores.append(net(X))
            labels.append(y)
    return accuracy(torch.cat(scores), torch.cat(labels)) / len(torch.cat(labels))
