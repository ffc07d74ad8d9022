"""
en = '''
You seem to take the mean of the squares where the formula has their sum. The penalty then becomes weaker
the more weights there are: with 200 inputs, 200 times weaker. Look at the sign in front of the squares.
'''
zh = '''
你似乎对平方取了平均，而公式中是求和。这样权重越多惩罚越弱：有 200 个输入时会弱 200 倍。请看公式中平方项前面的符号。
'''
section = "3.7.3.1"
title_en = "Mean instead of sum"
title_zh = "取了平均而不是求和"
"""

def l2_penalty(w):
    return w.pow(2).mean() / 2
