# about: the returned function sums the losses
# misconception: sum-not-elementwise
# fails: create_huber--values, create_huber--independent, create_huber--graph
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        e = tf.abs(y_true - y_pred)
        loss = tf.where(e <= threshold, 0.5 * e ** 2, threshold * e - 0.5 * threshold ** 2)
        return tf.reduce_sum(loss)
    return huber_fn
