# about: a loop within one call of C, which no signal handler of Python interrupts
# %% double
sum(range(4 * 10**8))  # 10**15 is as easily written, and this one ends


def double(x):
    return x + x
