# about: a difference quotient with an h that float32 hardly sees
# misconception: differences-are-derivatives
# fails: derivative--values, derivative--graph
# %% derivative
def derivative(f, x):
    h = 1e-6
    return (f(x + h) - f(x)) / h
