# about: thinks that Python's own state is kept
# misconception: python-runs-at-each-call
# fails: graph_quiz--answers
# %% graph_quiz
convertible = {"A", "C", "E", "G", "H", "I"}
