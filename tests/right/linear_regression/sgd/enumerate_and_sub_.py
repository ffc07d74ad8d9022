@torch.no_grad()
def sgd(parameters: list, rate: float, size: int) -> None:
    for i, _ in enumerate(parameters):
        parameters[i].sub_(parameters[i].grad, alpha=rate / size)
        parameters[i].grad = None
    print("step", size)
