def cross_entropy(prob, target):
    picked = prob.clamp(min=1e-12)[list(range(len(target))), target]
    return picked.log().neg()
