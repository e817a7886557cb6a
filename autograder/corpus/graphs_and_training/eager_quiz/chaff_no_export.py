# about: thinks that an eager model cannot be exported or saved as such
# misconception: eager-cannot-be-exported
# fails: eager_quiz--answers
# %% eager_quiz
true_of_eager = {"B", "F", "G", "H"}
