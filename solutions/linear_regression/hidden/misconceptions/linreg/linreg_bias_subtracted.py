"""
en = '''
The bias is subtracted; the formula adds it.
'''
zh = '''
你减去了偏置；公式中是加上。
'''
section = "3.4.1"
title_en = "Bias subtracted"
title_zh = "减去了偏置"
"""

def linreg(X, w, b):
    return X @ w - b
