# about: expects AutoGraph to convert a list comprehension
# misconception: comprehension-converted
# fails: graph_quiz--answers
# %% graph_quiz
convertible = {"A", "C", "F", "G", "H", "I"}
