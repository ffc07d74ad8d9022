l2_penalty = lambda w: (w * w / 2).sum()
