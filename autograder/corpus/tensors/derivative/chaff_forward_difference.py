# about: the difference quotient with a small step instead of autodiff
# misconception: differences-are-exact
# fails: derivative--values
# graph: right
# %% derivative
def derivative(f, x):
    h = 1e-3
    return (f(x + h) - f(x)) / h
