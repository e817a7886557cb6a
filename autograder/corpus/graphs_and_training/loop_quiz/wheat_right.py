# about: the right answers
# %% loop_quiz
needs_a_loop = {"B", "D", "E", "H"}
