def data_iter(batch_size, features, labels):
    left = list(range(len(features)))
    while left:
        chosen = [left.pop(random.randrange(len(left))) for _ in range(min(batch_size, len(left)))]
        yield torch.stack([features[i] for i in chosen]), torch.stack([labels[i] for i in chosen])
