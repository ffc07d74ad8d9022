"""
en = '''
Your w is the result of a computation on a tensor that requires a gradient, and so no leaf: backward() fills
the gradient of the tensor it was computed from, and w.grad stays None. First give w its shape and scale,
then ask for the gradient.
'''
zh = '''
你的 w 是由需要梯度的张量计算得到的，因此不是叶子张量：backward() 会把梯度写入原来的那个张量，而 w.grad 一直是 
None。请先得到 w 的形状和尺度，再要求梯度。
'''
section = "3.7.3.2"
title_en = "A weight that is no leaf"
title_zh = "权重不是叶子张量"
"""

def init_params(num_inputs):
    w = torch.randn(num_inputs, requires_grad=True).reshape(num_inputs, 1)
    b = torch.zeros(1, requires_grad=True)
    return [w, b]
