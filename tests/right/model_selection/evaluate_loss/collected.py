def evaluate_loss(net, data_iter, loss):
    losses = []
    for features, labels in data_iter:
        predicted = net(features)
        losses.append(loss(predicted, labels.reshape(predicted.shape)).reshape(-1))
    return torch.cat(losses).mean().item()
