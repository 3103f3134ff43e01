"""Trains the example's network on Fashion-MNIST and writes what the example commits.

usage: train.py FOLDER        FOLDER holds the four idx.gz files of the data set (Debian: package dataset-fashion-mnist)

Writes models/fashion.h5, data/calibration.npz (100 training images) and data/test-{images,labels}.*.gz (1,000 of the
test images). Needs tensorflow-cpu 2.15 from PyPI; seeded, so that a second run gives the same accuracy.
"""
import gzip
import os
import struct
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
import numpy as np
import tensorflow as tf

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def read_idx(path):
    with gzip.open(path) as stream:
        rank = struct.unpack(">HBB", stream.read(4))[2]
        shape = struct.unpack(">" + "I" * rank, stream.read(4 * rank))
        return np.frombuffer(stream.read(), np.uint8).reshape(shape)


def write_idx(path, array):
    with open(path, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as stream:
        stream.write(struct.pack(">HBB", 0, 8, array.ndim) + struct.pack(">" + "I" * array.ndim, *array.shape))
        stream.write(array.astype(np.uint8).tobytes())


def main(folder):
    tf.keras.utils.set_random_seed(7)
    tf.config.experimental.enable_op_determinism()
    split = lambda name: (read_idx(f"{folder}/{name}-images-idx3-ubyte.gz"), read_idx(f"{folder}/{name}-labels-idx1-ubyte.gz"))
    (train, train_labels), (test, test_labels) = split("train"), split("t10k")
    model = tf.keras.Sequential([
        tf.keras.layers.InputLayer((28, 28), name="image"),
        tf.keras.layers.Reshape((28, 28, 1), name="reshape"),
        tf.keras.layers.Conv2D(12, 3, activation="relu", name="conv2d"),
        tf.keras.layers.MaxPooling2D(name="max_pooling2d"),
        tf.keras.layers.Flatten(name="flatten"),
        tf.keras.layers.Dense(10, name="dense"),
    ])
    model.compile("adam", tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True), ["accuracy"])
    model.fit(train / 255.0, train_labels, batch_size=64, epochs=10, verbose=2)
    print("test accuracy %.4f" % model.evaluate(test / 255.0, test_labels, verbose=0)[1])
    model.save(f"{HERE}/models/fashion.h5", include_optimizer=False)
    np.savez_compressed(f"{HERE}/data/calibration.npz", image=train[:100])
    write_idx(f"{HERE}/data/test-images-idx3-ubyte.gz", test[:1000])
    write_idx(f"{HERE}/data/test-labels-idx1-ubyte.gz", test_labels[:1000])


if __name__ == "__main__":
    main(sys.argv[1])
