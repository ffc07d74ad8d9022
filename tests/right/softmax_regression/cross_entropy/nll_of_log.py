def cross_entropy(y_hat, y):
    return nn.functional.nll_loss(torch.log(y_hat), y, reduction='none')
