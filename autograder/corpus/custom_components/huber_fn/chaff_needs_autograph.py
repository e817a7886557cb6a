# about: if on a tensor inside tf.map_fn: right eagerly and as a TF Function, fails where Keras traces without AutoGraph
# misconception: relies-on-autograph
# fails: huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    def one(e):
        if tf.abs(e) <= 1.0:
            h = 0.5 * tf.square(e)
        else:
            h = tf.abs(e) - 0.5
        return h

    error = y_true - y_pred
    return tf.reshape(tf.map_fn(one, tf.reshape(error, [-1])), tf.shape(error))
