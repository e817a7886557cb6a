# about: the release as it was given out
# points: 0
# fails: reset_cumsum, collatz_length, polynomial, add_noise, counter, graph_quiz, loop_quiz, recursive_encoder, train_step, train, compile_debug, eager_quiz
