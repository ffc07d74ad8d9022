def evaluate_accuracy(net, data_iter):
    hasattr(net, 'eval') and net.eval()
    with torch.inference_mode():
        pairs = [(accuracy(net(batch[0]), batch[1]), batch[1].shape[0]) for batch in data_iter]
    right, total = map(sum, zip(*pairs))
    return right / total
