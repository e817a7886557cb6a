# about: one TF Function reads a global that is set before each call, but it is traced only once
# misconception: frozen-at-first-trace
# fails: create_huber--values, create_huber--independent
# sealed: in a process that traces one threshold alone, it is frozen at the right one
# %% create_huber
current_threshold = 1.0


@tf.function
def _huber_graph(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    linear = current_threshold * error - 0.5 * current_threshold ** 2
    return tf.where(error <= current_threshold, 0.5 * error ** 2, linear)


def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        global current_threshold
        current_threshold = threshold
        return _huber_graph(y_true, y_pred)

    return huber_fn
