def synthetic_data(w, b, num_examples):
    rows, labels = [], []
    for _ in range(num_examples):
        x = torch.randn(len(w))
        rows.append(x)
        labels.append(torch.dot(x, w.reshape(-1)) + b + torch.randn(1) * 0.01)
    return torch.stack(rows), torch.stack(labels).reshape(num_examples, 1)
