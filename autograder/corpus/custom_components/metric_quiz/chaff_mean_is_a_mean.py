# about: averages the batches' roots and maxima
# misconception: mean-of-means
# fails: metric_quiz--answers
# %% metric_quiz
needs_a_class = {"F", "G"}
