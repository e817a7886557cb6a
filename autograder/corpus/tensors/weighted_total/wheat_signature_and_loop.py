# about: its own tf.function with a signature, and a loop over a tf.range in it
# %% weighted_total
@tf.function(
    input_signature=[tf.TensorSpec([None], tf.int32), tf.TensorSpec([None], tf.float32)]
)
def weighted_total(counts, weights):
    total = tf.constant(0.0)
    for i in tf.range(tf.size(counts)):
        total += tf.cast(counts[i], tf.float32) * weights[i]
    return total
