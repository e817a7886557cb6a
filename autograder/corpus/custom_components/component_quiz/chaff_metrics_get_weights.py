# about: expects class and sample weights to reach all metrics
# misconception: weights-reach-all-metrics
# fails: component_quiz--answers
# %% component_quiz
true_statements = {"A", "C", "D", "G", "H", "I"}
