# about: thinks of two optimizers alone
# misconception: only-two-optimizers
# fails: loop_quiz--answers
# %% loop_quiz
needs_a_loop = {"B"}
