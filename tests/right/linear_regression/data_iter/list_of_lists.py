def data_iter(size, X_, y_):
    order = np.random.permutation(len(X_)) if "np" in globals() else torch.randperm(len(X_)).numpy()
    return [[X_[torch.from_numpy(order[i:i + size])], y_[torch.from_numpy(order[i:i + size])]] for i in range(0, len(X_), size)]
