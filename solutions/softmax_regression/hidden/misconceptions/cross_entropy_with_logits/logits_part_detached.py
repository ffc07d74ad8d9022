"""
en = '''The values are right, but a part of the formula is cut off from the logits (.detach(), .data, no_grad): its gradient is missing, and the model would learn something else. Only the shift may be detached, as it cancels out.'''
zh = '''数值正确，但公式中有一部分与 logits 断开了（.detach()、.data、no_grad）：这部分的梯度丢失，模型学到的就不是所要的。只有平移量可以 detach，因为它会抵消。'''
section = "4.5.2"
title_en = "A part cut off from the graph"
title_zh = "有一部分与计算图断开"
"""


def cross_entropy_with_logits(logits, y):
    return torch.logsumexp(logits.detach(), dim=1) - logits[torch.arange(len(y)), y]


# another coding
def cross_entropy_with_logits(logits, y):
    return torch.logsumexp(logits, dim=1) - logits.detach()[torch.arange(len(y)), y]
