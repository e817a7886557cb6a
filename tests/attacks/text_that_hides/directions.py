# about: turns the direction of text around, in messages, in names, and in its own lines
# %% imports
class Wrong(Exception):
    """Its name is set below."""


Wrong.__name__ = Wrong.__qualname__ = "\u202eror\u2066rE"
raise Wrong("\u202e stniop 61 fo 61 \u202c\u2066\u2069\u200f\u061c")
# %% double
def double(x):
    raise ValueError("\u202e dessap \u2067")  # ‮ dessap
# %% jitter
def jitter(x, stddev):
    return tf.reshape(x, [7])  # ⁦ a line of its own that is shown ‮
