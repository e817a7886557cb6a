# about: tf.map_fn over the columns, with a Python if that AutoGraph converts
# %% standardize
def standardize(x):
    def one_column(column):
        centred = column - tf.reduce_mean(column)
        std = tf.sqrt(tf.reduce_mean(centred**2))
        if std > 0.0:
            centred = centred / std
        return centred

    return tf.transpose(tf.map_fn(one_column, tf.transpose(x)))
