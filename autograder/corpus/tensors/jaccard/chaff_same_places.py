# about: compares the rows place by place
# misconception: sets-have-no-order
# fails: jaccard--values, jaccard--graph
# %% jaccard
def jaccard(a, b):
    same = tf.cast(tf.equal(a, b), tf.float32)
    return tf.reduce_mean(same, axis=1)
