# about: expects tf.constant to take NumPy's integers for int32
# misconception: numpy-integers-are-int32
# fails: range_quiz--answers
# %% range_quiz
range_dtypes = ("int32", "int32", True)
