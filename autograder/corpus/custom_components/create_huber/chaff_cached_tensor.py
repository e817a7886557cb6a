# about: keeps a tensor of the first trace in a list and uses it again in the next graph
# misconception: tensor-kept-between-traces
# fails: create_huber--graph
# eager: right
# %% create_huber
_ones = {}


def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        # make the ones for a shape only once, to save time
        key = (y_pred.dtype.name, str(y_pred.shape))
        if key not in _ones:
            _ones[key] = tf.ones_like(y_pred)
        clipped = tf.minimum(error, threshold * _ones[key])
        return clipped * (error - clipped / 2)

    return huber_fn
