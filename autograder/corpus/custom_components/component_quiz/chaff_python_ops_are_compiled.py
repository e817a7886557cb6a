# about: thinks that XLA compiles py_function, and that it has no gradient
# misconception: xla-compiles-python
# fails: component_quiz--answers
# %% component_quiz
true_statements = {"A", "C", "G", "I", "J"}
