# about: thinks that a function with state cannot be converted
# misconception: state-is-forbidden
# fails: graph_quiz--answers
# %% graph_quiz
convertible = {"A", "C", "H", "I"}
