# about: assigns to a row as in NumPy
# misconception: item-assignment
# fails: set_row--values, set_row--graph
# %% set_row
def set_row(x, i, row):
    x[i] = row
    return x
