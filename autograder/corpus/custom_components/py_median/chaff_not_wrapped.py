# about: hands the tensor to statistics.median directly
# misconception: python-iteration-over-a-tensor
# fails: py_median--graph
# eager: right
# %% py_median
import statistics


def py_median(x):
    return statistics.median(x)
