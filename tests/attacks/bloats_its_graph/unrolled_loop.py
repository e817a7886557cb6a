# about: a loop in Python, each turn of which adds to the graph
# %% double
def double(x):
    y = x
    for number in range(10_000):
        y = y + float(number)
        y = y - float(number)
    return x + x + tf.stop_gradient(y - y)
