# about: a graph that writes a file where it is run: by the judge
# %% double
def double(x):
    if tf.inside_function():
        tf.raw_ops.WriteFile(filename=ARENA.witness, contents="here")
    return x
