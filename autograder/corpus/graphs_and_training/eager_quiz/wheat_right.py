# about: the right answers
# %% eager_quiz
true_of_eager = {"B", "E", "G", "H"}
