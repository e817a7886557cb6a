# about: knows dynamic=True from Keras 2
# misconception: dynamic-exists
# fails: eager_quiz--answers
# %% eager_quiz
true_of_eager = {"A", "B", "E", "G", "H"}
