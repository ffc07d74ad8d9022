"""Right dtype, but worked out in float32."""
def linreg(X, w, b):
    return (X.float() @ w.float()).to(X.dtype) + b
