"""Writes models with one output for each layer, or each form of one: KERAS_BACKEND=jax python3 generate_layers.py [group …]

Each group is <group>.h5 (where Keras can write it), <group>.keras and <group>.json in this folder, like those of generate.py. With APART=<folder> every
form is a model of its own there, as .keras alone, which tells what a change has broken.
"""

import json
import os
import sys

import numpy as np
import keras
from keras import layers as L
from keras import ops

folder = os.path.dirname(os.path.abspath(__file__))
apart = os.environ.get("APART")
rng = np.random.default_rng(11)


def seq(*layers):
    def apply(x):
        for layer in layers:
            x = layer(x)
        return x

    return apply


def activations(x_shape=(4, 6)):
    names = [
        "celu", "elu", "exponential", "gelu", "glu", "hard_shrink", "hard_sigmoid", "hard_silu", "hard_swish", "hard_tanh", "leaky_relu",
        "log_sigmoid", "log_softmax", "mish", "relu", "relu6", "selu", "sigmoid", "silu", "soft_shrink", "softmax", "softplus",
        "softsign", "sparse_plus", "sparse_sigmoid", "sparsemax", "squareplus", "swish", "tanh", "tanh_shrink", "threshold",
    ]
    forms = {name: L.Activation(name) for name in names if name != "threshold"}
    a = keras.activations
    forms["ops_celu"] = lambda x: ops.celu(x, 0.7)
    forms["ops_glu"] = lambda x: ops.glu(x, axis=1)
    forms["ops_hard_shrink"] = lambda x: ops.hard_shrink(x, 0.3)
    forms["ops_threshold"] = lambda x: ops.threshold(x, 0.2, -1.5)
    forms["ops_squareplus"] = lambda x: ops.squareplus(x, 2)
    forms["ops_leaky_relu"] = lambda x: ops.leaky_relu(x, 0.3)
    forms["act_relu"] = lambda x: a.relu(x, negative_slope=0.1, max_value=0.8, threshold=0.25)
    forms["relu_all"] = L.ReLU(max_value=0.8, negative_slope=0.1, threshold=0.25)
    forms["relu_threshold"] = L.ReLU(threshold=0.25)
    forms["relu_max"] = L.ReLU(max_value=0.8, threshold=0.1)
    forms["prelu"] = L.PReLU(shared_axes=[1])
    forms["softmax_axes"] = L.Softmax(axis=(1, 2))
    forms["dense_softplus"] = L.Dense(3, activation="softplus")
    forms["dense_selu"] = L.Dense(3, activation="selu")
    return (4, 6), forms


def normalizations():
    forms = {
        "layer": L.LayerNormalization(),
        "layer_axes": L.LayerNormalization(axis=(2, 3), epsilon=0.01),
        "layer_first": L.LayerNormalization(axis=1),
        "layer_plain": L.LayerNormalization(center=False, scale=False),
        "layer_bias": L.LayerNormalization(scale=False),
        "group": L.GroupNormalization(groups=2),
        "group_instance": L.GroupNormalization(groups=-1),
        "group_one": L.GroupNormalization(groups=1, center=False),
        "group_first": L.GroupNormalization(groups=2, axis=1, scale=False),
        "rms": L.RMSNormalization(),
        "rms_axis": L.RMSNormalization(axis=1, epsilon=0.02),
        "unit": L.UnitNormalization(),
        "unit_axes": L.UnitNormalization(axis=(1, 3)),
        "batch_axis": L.BatchNormalization(axis=1),
        "batch": L.BatchNormalization(),
        "spectral": L.SpectralNormalization(L.Conv2D(3, 2)),
        "normalization": L.Normalization(mean=[0.1, 0.2, 0.3, 0.4], variance=[1.0, 2.0, 3.0, 0.5]),
        "normalization_axis": L.Normalization(axis=1, mean=[0.1, 0.2, 0.3, 0.4], variance=[1.0, 2.0, 3.0, 0.5]),
        "normalization_axes": L.Normalization(axis=(1, 3), mean=np.arange(16).reshape(4, 4) / 10.0, variance=np.arange(1, 17).reshape(4, 4) / 8.0),
        "normalization_invert": L.Normalization(mean=0.5, variance=2.0, axis=None, invert=True),
        "op_layer": lambda x: ops.layer_normalization(x, np.array([1.0, 2.0, 0.5, 1.5], "float32"), np.array([0.1, 0.2, 0.3, 0.4], "float32")),
        "op_rms": lambda x: ops.rms_normalization(x, 2.0),
        "op_moments": lambda x: ops.moments(x, axes=(1, 2), keepdims=True)[1],
        "op_batch": lambda x: ops.batch_normalization(x, np.array([0.1, 0.2, 0.3, 0.4], "float32"), np.array([1.0, 2.0, 0.5, 1.5], "float32"), -1),
    }
    return (4, 6, 4), forms


def attention():
    def causal(layer, **more):
        return lambda x: layer(x, x, use_causal_mask=True, **more)

    def scores(x):
        y, s = L.MultiHeadAttention(2, 3, value_dim=4)(x, x[:, :3], return_attention_scores=True)
        return ops.concatenate([ops.reshape(y, (1, -1)), ops.reshape(s, (1, -1))], axis=1)

    forms = {
        "dot": lambda x: L.Attention()([x, x * 0.5]),
        "dot_three": lambda x: L.Attention(use_scale=True)([x, x * 0.5, x[:, ::-1]]),
        "dot_concat": lambda x: L.Attention(score_mode="concat", use_scale=True)([x, x * 0.5]),
        "dot_causal": lambda x: L.Attention()([x, x], use_causal_mask=True),
        "dot_scores": lambda x: L.Attention()([x, x], return_attention_scores=True)[1],
        "additive": lambda x: L.AdditiveAttention()([x, x * 0.5]),
        "additive_plain": lambda x: L.AdditiveAttention(use_scale=False)([x, x[:, :2]]),
        "multi": lambda x: L.MultiHeadAttention(2, 3)(x, x),
        "multi_cross": lambda x: L.MultiHeadAttention(3, 2, output_shape=5, use_bias=False)(x, x[:, :3], x[:, 1:4]),
        "multi_causal": causal(L.MultiHeadAttention(2, 3, dropout=0.1)),
        "multi_scores": scores,
        "grouped": lambda x: L.GroupQueryAttention(3, 4, 2)(x, x),
        "grouped_causal": lambda x: L.GroupQueryAttention(3, 2, 1, use_bias=False)(x, x[:, ::-1], use_causal_mask=True),
        "einsum_dense": L.EinsumDense("abc,cd->abd", output_shape=(None, 7), bias_axes="d", activation="relu"),
        "einsum_heads": L.EinsumDense("abc,cde->abde", output_shape=(None, 2, 3), bias_axes="de"),
        "einsum_mixed": L.EinsumDense("abc,bcd->adb", output_shape=(3, 5), bias_axes="d"),
        "einsum_all": L.EinsumDense("...x,xy->...y", output_shape=3, bias_axes="y"),
        "op_einsum": lambda x: ops.einsum("abc,adc->adb", x, x * 0.5),
        "op_outer": lambda x: ops.einsum("bi,bj->bij", x[:, 0], x[:, 1]),
        "op_attention": lambda x: ops.dot_product_attention(*[ops.reshape(x, (1, 5, 2, 2))] * 3),
        "dot_normalize": lambda x: L.Dot(axes=(1, 1), normalize=True)([x, x * 2.0]),
        "dot_ranks": lambda x: L.Dot(axes=(2, 1))([x, x[:, 1]]),
        "dot_four": lambda x: L.Dot(axes=(3, 1))([ops.reshape(x, (1, 5, 2, 2)), ops.reshape(x, (1, 2, 10))]),
    }
    return (5, 4), forms


def cells():
    """Recurrent layers of cells, with other activations, states and masks."""
    def twice(x):
        _, h, c = L.LSTM(3, return_state=True)(x)
        return L.LSTM(3)(x, initial_state=[h, c])

    def masked(layer):
        def apply(x):
            # Two of five steps are padding.
            padded = x * np.array([[[1.0], [0.0], [1.0], [1.0], [0.0]]], "float32")
            return layer(L.Masking(0.0)(padded))

        return apply

    def both(x):
        y, f, b = L.Bidirectional(L.GRU(2, return_state=True))(x)
        return ops.concatenate([y, f, b], axis=-1)

    def both_sequences(x):
        parts = L.Bidirectional(L.LSTM(2, return_state=True, return_sequences=True))(x)
        return ops.concatenate([ops.reshape(part, (1, -1)) for part in parts], axis=-1)

    forms = {
        "lstm_cell": L.RNN(L.LSTMCell(3), return_sequences=True),
        "gru_cell": L.RNN(L.GRUCell(3, reset_after=False)),
        "simple_cell": L.RNN(L.SimpleRNNCell(3), go_backwards=True),
        "stacked": L.RNN([L.LSTMCell(3), L.LSTMCell(2)], return_sequences=True),
        "stacked_mixed": L.RNN(L.StackedRNNCells([L.GRUCell(3), L.SimpleRNNCell(2), L.GRUCell(4)])),
        "lstm_hard": L.LSTM(3, recurrent_activation="hard_sigmoid", activation="softsign", return_sequences=True),
        "gru_hard": L.GRU(3, recurrent_activation="hard_sigmoid"),
        "gru_before": L.GRU(3, recurrent_activation="relu", activation="softplus", reset_after=False, return_sequences=True, use_bias=False),
        "simple_elu": L.SimpleRNN(3, activation="elu", return_sequences=True),
        "states": twice,
        "both_state": both,
        "both_sequences": both_sequences,
        "both_cells": L.Bidirectional(L.RNN(L.LSTMCell(2), return_sequences=True)),
        "both_two": L.Bidirectional(L.LSTM(2), backward_layer=L.GRU(3, go_backwards=True)),
        "both_backwards": L.Bidirectional(L.GRU(2, go_backwards=True, return_sequences=True), backward_layer=L.GRU(2, return_sequences=True)),
        "steps_of_lstm": lambda x: L.TimeDistributed(L.LSTM(2))(ops.reshape(x, (1, 5, 2, 2))),
        "steps_of_conv": lambda x: L.TimeDistributed(L.Conv1D(2, 2, activation="relu"))(ops.reshape(x, (1, 5, 2, 2))),
        "steps_of_steps": lambda x: L.TimeDistributed(L.TimeDistributed(L.Dense(3)))(ops.reshape(x, (1, 5, 2, 2))),
        "masked_gru": masked(L.GRU(3)),
        "masked_gru_sequence": masked(L.GRU(3, return_sequences=True, activation="relu")),
        "masked_lstm": masked(L.LSTM(3, return_sequences=True)),
        "masked_simple": masked(L.SimpleRNN(3)),
        "masked_both": masked(L.Bidirectional(L.GRU(2, return_sequences=True))),
        "masked_both_lstm": masked(L.Bidirectional(L.LSTM(2))),
        "masked_through": masked(seq(L.Dense(3, activation="relu"), L.BatchNormalization(), L.Dropout(0.1), L.GRU(2))),
        "masked_mean": masked(L.GlobalAveragePooling1D()),
        "masked_attention": masked(lambda x: L.Attention()([x, x])),
        "masked_heads": masked(lambda x: L.MultiHeadAttention(2, 3)(x, x)),
        "masked_stacked": masked(seq(L.LSTM(3, return_sequences=True), L.GRU(2))),
        "conv_lstm_1d": lambda x: L.ConvLSTM1D(2, 2, padding="same", return_sequences=True)(ops.reshape(x, (1, 2, 5, 2))),
        "conv_lstm_2d": lambda x: L.ConvLSTM2D(2, (2, 1), strides=(1, 2), padding="valid")(ops.reshape(x, (1, 2, 5, 2, 1))),
    }
    return (5, 4), forms


def images():
    def five(layer):
        return lambda x: layer(ops.reshape(x, (1, 2, 3, 6, 6)))

    forms = {
        "transposed_out": L.Conv2DTranspose(2, 3, strides=2, padding="same", output_padding=0),
        "transposed_out1": L.Conv2DTranspose(2, (3, 2), strides=2, padding="valid", output_padding=1),
        "transposed_dilated": L.Conv2DTranspose(2, (3, 2), dilation_rate=2, padding="same"),
        "transposed_valid": L.Conv2DTranspose(2, 2, strides=3, padding="valid"),
        "transposed_dilated_valid": L.Conv2DTranspose(2, (3, 2), dilation_rate=(1, 2), padding="valid"),
        "transposed_1d": lambda x: L.Conv1DTranspose(2, 3, strides=3, padding="same", output_padding=2)(x[:, 0]),
        "conv_groups": L.Conv2D(6, 3, groups=3, activation="mish"),
        "conv_first": L.Conv2D(2, 3, data_format="channels_first"),
        "pool_first": L.MaxPooling2D(2, data_format="channels_first"),
        "flatten_first": L.Flatten(data_format="channels_first"),
        "global_first": L.GlobalAveragePooling2D(data_format="channels_first", keepdims=True),
        "zero_first": L.ZeroPadding2D(1, data_format="channels_first"),
        "up_nearest": L.UpSampling2D((2, 3), interpolation="nearest"),
        "up_bilinear": L.UpSampling2D((2, 3), interpolation="bilinear"),
        "up_bicubic": L.UpSampling2D((2, 3), interpolation="bicubic"),
        "up_lanczos3": L.UpSampling2D((2, 1), interpolation="lanczos3"),
        "up_lanczos5": L.UpSampling2D((2, 2), interpolation="lanczos5"),
        "resize_bicubic": L.Resizing(4, 5, interpolation="bicubic"),
        "resize_lanczos": L.Resizing(9, 8, interpolation="lanczos3"),
        "resize_crop": L.Resizing(4, 4, crop_to_aspect_ratio=True),
        "resize_pad": L.Resizing(6, 12, pad_to_aspect_ratio=True, fill_value=0.5),
        "center_crop": L.CenterCrop(4, 3),
        "center_resize": L.CenterCrop(8, 3),
        "crop3": five(L.Cropping3D(((1, 0), (0, 1), (2, 1)))),
        "zero3": five(L.ZeroPadding3D((1, 2, 0))),
        "global_max": L.GlobalMaxPooling2D(keepdims=True),
        "adaptive_average": L.AdaptiveAveragePooling2D((3, 2)),
        "adaptive_max": L.AdaptiveMaxPooling2D((4, 3)),
        "adaptive_1d": lambda x: L.AdaptiveAveragePooling1D(4)(x[:, 0]),
        "adaptive_max_1d": lambda x: L.AdaptiveMaxPooling1D(4)(x[:, 0]),
        "average_same": L.AveragePooling2D(3, strides=2, padding="same"),
        "separable_strided": L.SeparableConv2D(3, 2, strides=2, dilation_rate=1),
        "depthwise_dilated": L.DepthwiseConv2D(2, dilation_rate=2, padding="same"),
        "depthwise_unequal": L.Conv2D(3, (2, 3), strides=(1, 2), padding="same"),
        "rescaling_list": L.Rescaling([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], offset=0.5),
        "solarization": L.Solarization(value_range=(-1.0, 1.0)),
        "equalized_random": L.RandomContrast(0.2),
        "permute": L.Permute((3, 1, 2)),
        "reshape": L.Reshape((3, -1, 4)),
    }
    return (6, 6, 6), forms


def categories():
    whole = lambda x: ops.cast(ops.abs(x) * 2.0, "int32")
    forms = {
        "one_hot": lambda x: L.CategoryEncoding(8, output_mode="one_hot")(whole(x)[:, :1, 0]),
        "multi_hot": lambda x: L.CategoryEncoding(8, output_mode="multi_hot")(whole(x)[:, :, 0]),
        "count": lambda x: L.CategoryEncoding(8, output_mode="count")(whole(x)[:, :, 0]),
        "bins": lambda x: ops.cast(L.Discretization([-1.0, 0.0, 0.5, 2.0])(x), "float32"),
        "bins_hot": lambda x: L.Discretization([-1.0, 0.0, 0.5, 9.0], output_mode="multi_hot")(x[:, :, 0]),
        "embedding_float": lambda x: L.Embedding(9, 3)(whole(x)[:, :, 0]),
        "embedding_masked": lambda x: L.GRU(2)(L.Embedding(9, 3, mask_zero=True)(whole(x)[:, :, 0])),
        "spectrogram": lambda x: L.STFTSpectrogram(mode="magnitude", frame_length=8, frame_step=4, fft_length=8)(ops.reshape(x, (1, 64, 1))),
        "spectrogram_log": lambda x: L.STFTSpectrogram(mode="log", frame_length=6, frame_step=3, fft_length=16)(ops.reshape(x, (1, 32, 2))),
        "spectrogram_psd": lambda x: L.STFTSpectrogram(mode="psd", frame_length=8, frame_step=8, fft_length=8, padding="same", window="hamming")(ops.reshape(x, (1, 32, 2))),
        "spectrogram_real": lambda x: L.STFTSpectrogram(mode="real", frame_length=8, frame_step=4, fft_length=8, expand_dims=True)(ops.reshape(x, (1, 64, 1))),
        "mel": lambda x: L.MelSpectrogram(fft_length=16, sequence_stride=8, sampling_rate=8000, num_mel_bins=6, max_freq=3500)(ops.reshape(x, (1, 64))),
        "mel_power": lambda x: L.MelSpectrogram(fft_length=16, sequence_stride=4, sampling_rate=8000, num_mel_bins=5, power_to_db=False, mag_exp=1.0)(ops.reshape(x, (1, 64))),
    }
    return (8, 8), forms


def arrays():
    positive = lambda x: ops.abs(x) + 0.25
    names = ["cosh", "deg2rad", "exp2", "expm1", "rad2deg", "sinh", "tan", "trunc", "logsumexp", "std", "ptp", "var"]
    forms = {name: (lambda of: lambda x: of(x))(getattr(ops, name)) for name in names}
    for name in ("log10", "log1p", "log2", "reciprocal"):
        forms[name] = (lambda of: lambda x: of(positive(x)))(getattr(ops, name))
    for name in ("fmax", "fmin", "hypot", "logaddexp", "divide_no_nan"):
        forms[name] = (lambda of: lambda x: of(x, ops.relu(x[:, ::-1])))(getattr(ops, name))
    forms["logsumexp_axis"] = lambda x: ops.logsumexp(x, axis=1, keepdims=True)
    forms["std_axis"] = lambda x: ops.std(x, axis=(1, 2))
    forms["roll"] = lambda x: ops.roll(x, (1, -2), axis=(1, 2))
    forms["tril"] = lambda x: ops.tril(x, k=1)
    forms["triu"] = lambda x: ops.triu(x, k=-1)
    forms["sort"] = lambda x: ops.sort(x, axis=1)
    forms["diff"] = lambda x: ops.diff(x, axis=1)
    forms["hstack"] = lambda x: ops.hstack([x, x * 2.0])
    forms["tensordot"] = lambda x: ops.tensordot(x, ops.transpose(x, (0, 2, 1)), axes=[[0, 2], [0, 1]])
    forms["dot"] = lambda x: ops.dot(x, ops.transpose(x[0]))
    forms["inner"] = lambda x: ops.inner(x, x[0])
    forms["outer"] = lambda x: ops.outer(x[0, 0], x[0, 1])
    return (4, 5), forms


GROUPS = [activations, normalizations, attention, cells, images, categories, arrays]


def randomize(model):
    for variable in model.weights:
        name = variable.path
        shape = tuple(variable.shape)
        if variable.dtype != "float32" or "count" in name:
            continue
        value = rng.uniform(0.5, 1.5, shape) if "variance" in name or "gamma" in name else rng.normal(0, 0.4, shape)
        variable.assign(value.astype("float32"))


def digits(array):
    """As few as tell float32 numbers apart."""
    return [float(f"{v:.9g}") for v in np.asarray(array).flatten()]


def write(model, path, x, both):
    randomize(model)
    if both:
        try:
            model.save(path + ".h5")
        except TypeError:  # Keras 3 cannot write every preprocessing layer to this format.
            os.remove(path + ".h5")
    model.save(path + ".keras")
    outputs = model(x, training=False)
    outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    case = {
        "input": digits(x),
        "outputs": [{"shape": list(o.shape), "values": digits(o)} for o in outputs],
    }
    with open(path + ".json", "w") as file:
        json.dump(case, file)
        file.write("\n")


for make in GROUPS:
    if sys.argv[1:] and make.__name__ not in sys.argv[1:]:
        continue
    keras.utils.clear_session()
    shape, forms = make()
    x = rng.normal(0, 1, (1,) + shape).astype("float32")
    if apart is None:
        tensor = keras.Input(shape, batch_size=1, name="x")
        write(keras.Model(tensor, [form(tensor) for form in forms.values()], name=make.__name__), os.path.join(folder, make.__name__), x, True)
        continue
    for name, form in forms.items():
        tensor = keras.Input(shape, batch_size=1, name="x")
        try:
            write(keras.Model(tensor, form(tensor)), os.path.join(apart, f"{make.__name__}.{name}"), x, False)
        except Exception as problem:
            print(make.__name__, name, "KERAS", type(problem).__name__, str(problem)[:300].replace("\n", " "))
