def polynomial_features(x, max_degree):
    x = x.flatten()
    column, columns = torch.ones_like(x), []
    for i in range(max_degree):
        columns.append(column)
        column = column * x / (i + 1)
    return torch.stack(columns, -1)
