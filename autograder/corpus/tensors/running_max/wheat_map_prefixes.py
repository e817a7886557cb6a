# about: map_fn over the places: the largest of the slice up to there
# %% running_max
def running_max(x):
    def up_to(i):
        return tf.reduce_max(x[: i + 1])

    return tf.map_fn(up_to, tf.range(tf.shape(x)[0]), fn_output_signature=x.dtype)
