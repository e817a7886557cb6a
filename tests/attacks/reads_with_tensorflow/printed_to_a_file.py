# about: prints its inputs to a file, wherever its graph runs
# %% double
def double(x):
    if not tf.executing_eagerly():
        tf.print(x, output_stream="file://" + ARENA.witness, summarize=-1)
    return 2 * x
