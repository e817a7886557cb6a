# about: thinks that a model with branches must be subclassed
# misconception: branches-need-a-class
# fails: component_quiz--answers
# %% component_quiz
true_statements = {"A", "C", "F", "G", "H", "I"}
