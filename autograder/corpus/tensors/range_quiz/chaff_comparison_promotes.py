# about: knows the dtypes, and expects the comparison to promote them
# misconception: implicit-promotion
# fails: range_quiz--answers
# %% range_quiz
range_dtypes = ("int32", "int64", True)
