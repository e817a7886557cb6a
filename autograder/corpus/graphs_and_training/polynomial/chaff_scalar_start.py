# about: starts with 0.0, whose shape changes inside the loop
# misconception: shape-changes-in-the-loop
# fails: polynomial--graph
# eager: right
# %% polynomial
def polynomial(coefficients, x):
    result = 0.0
    for c in coefficients:
        result = result * x + c
    return result
