# about: the symmetric difference quotient, exact for quadratics only
# misconception: differences-are-exact
# fails: derivative--values
# graph: right
# %% derivative
def derivative(f, x, h=0.02):
    return (f(x + h) - f(x - h)) / (2 * h)
