# about: four bytes for each code point in UTF-32
# %% char_counts
def char_counts(strings):
    utf32 = tf.strings.unicode_transcode(
        strings, input_encoding="UTF-8", output_encoding="UTF-32-BE"
    )
    return tf.strings.length(utf32) // 4
