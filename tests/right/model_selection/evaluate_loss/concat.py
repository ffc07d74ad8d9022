def evaluate_loss(model, batches, criterion):
    with torch.no_grad():
        outs = [(model(a), b) for a, b in batches]
        values = torch.cat([criterion(o, t.view_as(o)).flatten() for o, t in outs])
    return values.double().mean().item()
