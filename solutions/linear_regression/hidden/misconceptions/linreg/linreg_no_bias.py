"""
en = '''
The bias b is missing: your line goes through the origin. Compare with the formula.
'''
zh = '''
缺少偏置 b：你的直线必过原点。请对照公式。
'''
section = "3.4.1"
title_en = "Bias forgotten"
title_zh = "忘了偏置"
"""

def linreg(X, w, b):
    return X @ w
