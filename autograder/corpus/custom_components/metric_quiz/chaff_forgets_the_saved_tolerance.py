# about: thinks that a closure keeps its tolerance when the model is saved
# misconception: closure-is-saved
# fails: metric_quiz--answers
# %% metric_quiz
needs_a_class = {"B", "D", "F"}
