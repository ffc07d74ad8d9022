def l2_penalty(w):
    squares = w.clone()
    squares **= 2
    return squares.sum().div_(2)
