# about: thinks that a loss that picks instances needs a loop
# misconception: losses-need-loops
# fails: loop_quiz--answers
# %% loop_quiz
needs_a_loop = {"B", "D", "E", "F", "H"}
