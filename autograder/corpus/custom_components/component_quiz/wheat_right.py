# about: the right answers
# %% component_quiz
true_statements = {"A", "C", "G", "H", "I"}
