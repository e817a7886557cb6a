# about: reset_cumsum is right, add_noise was not begun
# points: 8
# fails: collatz_length, polynomial, add_noise, counter, graph_quiz, loop_quiz, recursive_encoder, train_step, train, compile_debug, eager_quiz
# %% reset_cumsum
def reset_cumsum(x, limit):
    def step(total, value):
        total = total + value
        return tf.where(total > limit, 0.0, total)

    return tf.scan(step, x, initializer=0.0)
