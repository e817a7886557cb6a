# about: int32 over int32 is float64 and stays so
# misconception: integers-divide-to-float64
# fails: jaccard--values
# %% jaccard
def jaccard(a, b):
    common = tf.sets.size(tf.sets.intersection(a, b))
    union = tf.sets.size(tf.sets.union(a, b))
    return common / union
