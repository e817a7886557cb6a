# about: so that the signature of its own TF Function, which is too narrow, counts for nothing
# %% imports
tf.config.run_functions_eagerly(True)
# %% double
@tf.function(input_signature=[tf.TensorSpec([3])])
def double(x):
    return x + x
