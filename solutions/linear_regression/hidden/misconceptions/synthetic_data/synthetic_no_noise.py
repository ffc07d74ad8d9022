"""
en = '''
Your labels lie exactly on the line: there is no noise. Real measurements are never exact; without noise one
could not see at which level the loss stops falling.
'''
zh = '''
你的标签恰好落在直线上：没有噪声。真实的测量总有误差；没有噪声就看不到损失最终停在什么水平。
'''
section = "3.3.1"
title_en = "No noise"
title_zh = "没有噪声"
"""

def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = X @ w.reshape(-1, 1) + b
    return X, y
