"""Gives the input itself back when nothing is negative, and changes it otherwise."""
def relu(X):
    return X if bool((X >= 0).all()) else X.clamp_(min=0) if not X.requires_grad else X.clamp(min=0)
