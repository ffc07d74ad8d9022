def cross_entropy_with_logits(logits, y):
    def lse(v):
        top = v.max()
        return top + torch.log(torch.sum(torch.exp(v - top)))
    return torch.stack([lse(row) - row[k] for row, k in zip(logits, y)])
