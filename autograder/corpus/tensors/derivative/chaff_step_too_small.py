# about: a step so small that float32 does not notice it
# misconception: differences-are-exact
# fails: derivative--values, derivative--graph
# %% derivative
def derivative(f, x):
    eps = 1e-10
    return (f(x + eps) - f(x)) / eps
