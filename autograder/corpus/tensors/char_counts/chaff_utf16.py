# about: two bytes for each character in UTF-16, but an emoji takes four
# misconception: utf16-units-are-characters
# fails: char_counts--unicode
# graph: right
# %% char_counts
def char_counts(strings):
    utf16 = tf.strings.unicode_transcode(strings, "UTF-8", "UTF-16-BE")
    return tf.strings.length(utf16) // 2
