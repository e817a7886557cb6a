# about: np.vectorize of a function with a Python if
# misconception: numpy-in-graph
# fails: create_huber--values, create_huber--independent, create_huber--graph
# %% create_huber
def create_huber(threshold=1.0):
    def one(t, p):
        e = abs(t - p)
        if e <= threshold:
            return e ** 2 / 2
        return threshold * e - threshold ** 2 / 2

    elementwise = np.vectorize(one, otypes=[np.float32])
    return lambda y_true, y_pred: tf.constant(elementwise(y_true, y_pred))
