"""The step is worked out in float32."""
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= (lr * p.grad / batch_size).float()
            p.grad.zero_()
