# about: a regular expression that tries every way to split a text
# %% double
import re

re.match("(a+)+b", "a" * 27)


def double(x):
    return x + x
