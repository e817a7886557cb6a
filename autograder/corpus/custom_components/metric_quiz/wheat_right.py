# about: the right answers
# %% metric_quiz
needs_a_class = {"B", "D", "F", "G"}
