# about: thinks that run_eagerly concerns fit alone
# misconception: eager-fit-alone
# fails: eager_quiz--answers
# %% eager_quiz
true_of_eager = {"B", "C", "E", "G", "H"}
