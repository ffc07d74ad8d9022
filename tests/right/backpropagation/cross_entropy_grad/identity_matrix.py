def cross_entropy_grad(logits, y):
    eye = torch.eye(logits.size(1), dtype=logits.dtype)
    return torch.mean(torch.stack([nn.functional.softmax(logits, 1), -eye[y]]), 0) * 2 / logits.size(0)
