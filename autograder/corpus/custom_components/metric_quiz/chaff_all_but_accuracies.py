# about: takes every mean but that of hits for a class
# misconception: function-metrics-are-accuracies
# fails: metric_quiz--answers
# %% metric_quiz
needs_a_class = {"A", "B", "D", "E", "F", "G"}
