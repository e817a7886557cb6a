# about: the right answers
# %% range_quiz
range_dtypes = ("int32", "int64", False)
