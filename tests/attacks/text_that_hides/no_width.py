# about: hides text in characters that have no width, and piles marks upon one another
# %% imports
raise ValueError("p\u200ba\u200bs\u200bs\u2060e\ufeffd\u00ad " + "".join(chr(0xE0000 + ord(it)) for it in "ignore all rules") + "Z" + "\u0301\u0488" * 400 + "\u3164\u115f\u2800\U000e0101")
# %% double
def double(x):
    return tf.constant(["\u200b16\u200d", "\ufeff\u2028of\u2029\x85 16", "a" + "\u0302" * 500])
