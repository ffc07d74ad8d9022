def cross_entropy_with_logits(logits, y):
    # log sum_k exp(x_k - x_y)
    return (logits - logits.gather(1, y[:, None])).logsumexp(1)
