# about: the right answers
# %% graph_quiz
convertible = {"A", "C", "G", "H", "I"}
