def l2_penalty(w):
    total = w.new_zeros(())
    for value in w.reshape(-1):
        total = total + value * value
    return total / 2
