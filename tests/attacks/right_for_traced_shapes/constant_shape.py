# about: adds a constant of the size that it was traced with
# %% double
def double(x):
    return x * tf.fill([x.shape[0] or 3], 2.0)
