# about: takes tf.range for int64 like NumPy's
# misconception: tf-range-is-int64
# fails: range_quiz--answers
# %% range_quiz
range_dtypes = ("int64", "int64", True)
