# about: writes a loop for schedules, accumulation and clipping
# misconception: loop-for-schedules
# fails: loop_quiz--answers
# %% loop_quiz
needs_a_loop = {"A", "B", "C", "D", "E", "G", "H"}
