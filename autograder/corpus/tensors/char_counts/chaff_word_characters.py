# about: counts what the regular expression class of word characters knows, which is ASCII
# misconception: only-ascii-letters-count
# fails: char_counts--unicode
# %% char_counts
def char_counts(strings):
    letters = tf.strings.regex_replace(strings, r"[^\w\s[:punct:]]", "")
    return tf.strings.length(letters, unit="UTF8_CHAR")
