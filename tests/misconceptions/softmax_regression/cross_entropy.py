# === cross-entropy-mean
def cross_entropy(y_hat, y):
    return torch.mean(-torch.log(y_hat[range(len(y_hat)), y]))
# === cross-entropy-mean
def cross_entropy(y_hat, y):
    total = 0
    for i in range(len(y)):
        total = total - torch.log(y_hat[i, y[i]])
    return total / len(y)
# === cross-entropy-sum
def cross_entropy(y_hat, y):
    return -torch.log(y_hat.gather(1, y.view(-1, 1))).sum()
# === cross-entropy-no-log
def cross_entropy(y_hat, y):
    return -y_hat[range(len(y)), y]
# === cross-entropy-no-log|?
def cross_entropy(y_hat, y):
    return y_hat[range(len(y)), y]
# === ?
def cross_entropy(y_hat, y):
    return 1 - y_hat[range(len(y)), y]
# === cross-entropy-no-minus
def cross_entropy(y_hat, y):
    return y_hat.gather(1, y[:, None]).squeeze(1).log()
# === cross-entropy-no-minus
def cross_entropy(y_hat, y):
    return torch.log(y_hat)[torch.arange(len(y)), y]
# === cross-entropy-columns
def cross_entropy(y_hat, y):
    return -torch.log(y_hat[:, y])
# === cross-entropy-columns
def cross_entropy(y_hat, y):
    return -torch.log(y_hat.index_select(1, y))
# === kept-dimension
def cross_entropy(y_hat, y):
    return -torch.log(torch.gather(y_hat, 1, y.unsqueeze(1)))
# === cross-entropy-takes-logits
def cross_entropy(y_hat, y):
    p = softmax(y_hat)
    return -torch.log(p[range(len(p)), y])
# === cross-entropy-base-2
def cross_entropy(y_hat, y):
    return -torch.log2(y_hat[range(len(y)), y])
# === ?
def cross_entropy(y_hat, y):
    return -torch.log10(y_hat[range(len(y)), y])
# === ?
def cross_entropy(y_hat, y):
    return -torch.log(y_hat[y, range(len(y))])
# === ?
def cross_entropy(y_hat, y):
    return -(y * torch.log(y_hat))
# === undefined-name
def cross_entropy(y_hat, y):
    return -math.log(y_hat[range(len(y)), y])
# === ?
def cross_entropy(y_hat, y):
    return -torch.log(y_hat.max(dim=1).values)
# === undefined-name
def cross_entropy(y_hat, y):
    return torch.tensor([-math.log(y_hat[i, y[i]].item()) for i in range(len(y))])
# === list-for-tensor
def cross_entropy(y_hat, y):
    return [-torch.log(y_hat[i, y[i]]) for i in range(len(y))]
# === ?
def cross_entropy(y_hat, y):
    return -torch.log(y_hat[range(len(y)), y]).mean(0, keepdim=True)
# === times-constant
def cross_entropy(y_hat, y):
    return -torch.log10(y_hat[range(len(y_hat)), y])
# === cross-entropy-base-2
def cross_entropy(y_hat, y):
    return -torch.log2(y_hat[range(len(y_hat)), y])
# === not-finite
def cross_entropy(y_hat, y):
    one = nn.functional.one_hot(y, y_hat.shape[1])
    return -(one * torch.log(y_hat)).sum(1)
# === kept-dimension
def cross_entropy(y_hat, y):
    return -torch.log(y_hat.gather(1, y.unsqueeze(1)))
# === undefined-name
def cross_entropy(y_hat, y):
    return torch.tensor([-math.log(y_hat[i, y[i]]) for i in range(len(y))])
# === cross-entropy-of-all-classes
def cross_entropy(y_hat, y):
    return -torch.log(y_hat).sum(dim=1)
# === cross-entropy-one-minus
def cross_entropy(y_hat, y):
    return 1 - y_hat[range(len(y_hat)), y]
# === divided-by-count
def cross_entropy(y_hat, y):
    return -torch.log(y_hat[range(len(y_hat)), y]) / len(y_hat)
# === other-formula
def cross_entropy(y_hat, y):
    return y_hat[range(len(y_hat)), y].log().sum()


# === index-past-a-dimension
def cross_entropy(y_hat, y):
    return -torch.log(y_hat[y, range(len(y_hat))])


# === other-formula
def cross_entropy(y_hat, y):
    probs = torch.clamp(y_hat, min=1e-4, max=1.0)
    return -probs[range(len(probs)), y].log()


# === other-formula
def cross_entropy(y_hat, y):
    return -torch.log(y_hat[torch.arange(len(y)), y] + 1e-3)


# === other-formula
def cross_entropy(y_hat, y):
    rows = torch.arange(y_hat.shape[0])
    return -torch.log(y_hat[rows, y - 1])
# === other-formula
def cross_entropy(y_hat, y):
    t = torch.nn.functional.one_hot(y, y_hat.shape[1]).float()
    return -(t * torch.log(y_hat) + (1 - t) * torch.log(1 - y_hat)).sum(dim=1)
# === not-summed
def cross_entropy(y_hat, y):
    hot = nn.functional.one_hot(y, y_hat.shape[1])
    return -hot * torch.log(y_hat + 1e-12)
# === other-formula
def cross_entropy(y_hat, y):
    hot = nn.functional.one_hot(y, y_hat.shape[1])
    return ((y_hat - hot) ** 2).sum(dim=1)
