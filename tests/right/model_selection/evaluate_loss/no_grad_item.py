@torch.no_grad()
def evaluate_loss(net, data_iter, loss):
    total = count = 0
    for batch in data_iter:
        out = net(batch[0])
        each = loss(out, batch[1].view_as(out) if batch[1].is_contiguous() else batch[1].reshape(out.shape))
        total += each.sum().item()
        count += each.numel()
    return total / count
