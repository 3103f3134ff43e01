"""Writes dscnn, resnet8 and mobilenet of the field's zoo again in Keras, with the same weights: rebuild.py <zoo> <golden/zoo> <out>

What the exports of PyTorch cost can be compared with them: the layers are those that one writes in Keras, channels last, with the
padding that PyTorch has. Each result is held to the recorded answers before it is saved as <out>/<name>.keras. Needs keras and onnx.
The files are data of the zoo and are not committed.
"""

import json
import os
import sys

import numpy as np
import keras
import onnx
from onnx import numpy_helper

L = keras.layers
zoo, golden, out = sys.argv[1:4]


def rebuild(name):
    graph = onnx.load(os.path.join(zoo, f"{name}.legacy.onnx")).graph
    weights = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    given = next(value for value in graph.input if value.name not in weights)
    channels, height, width = [size.dim_value for size in given.type.tensor_type.shape.dim][1:]
    x = keras.Input((height, width, channels), name="x")
    values = {given.name: x}
    stored = []

    def conv(node):
        options = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
        kernel, bias = weights[node.input[1]], weights[node.input[2]]
        strides, pads, size = options["strides"], options["pads"], options["kernel_shape"]
        y = values[node.input[0]]
        same = strides == [1, 1] and all(2 * pad == k - 1 for pad, k in zip(pads, size))
        if not same and any(pads):
            y = L.ZeroPadding2D(((pads[0], pads[2]), (pads[1], pads[3])))(y)
        padding = "same" if same else "valid"
        if options["group"] == kernel.shape[0] and kernel.shape[1] == 1 and options["group"] > 1:
            layer = L.DepthwiseConv2D(size, strides=strides, padding=padding)
            stored.append((layer, [kernel.transpose(2, 3, 0, 1), bias]))
        else:
            layer = L.Conv2D(kernel.shape[0], size, strides=strides, padding=padding)
            stored.append((layer, [kernel.transpose(2, 3, 1, 0), bias]))
        return layer(y)

    def gemm(node):
        kernel = weights[node.input[1]]
        layer = L.Dense(kernel.shape[0])
        stored.append((layer, [kernel.T, weights[node.input[2]]]))
        return layer(values[node.input[0]])

    plain = {
        "Conv": conv,
        "Gemm": gemm,
        "Relu": lambda node: L.ReLU()(values[node.input[0]]),
        "Clip": lambda node: L.ReLU(max_value=6.0)(values[node.input[0]]),
        "Add": lambda node: L.Add()([values[one] for one in node.input]),
        "GlobalAveragePool": lambda node: L.GlobalAveragePooling2D()(values[node.input[0]]),
        "Flatten": lambda node: values[node.input[0]],
        "Softmax": lambda node: L.Softmax()(values[node.input[0]]),
    }
    for node in graph.node:
        if node.op_type != "Constant":
            values[node.output[0]] = plain[node.op_type](node)
    model = keras.Model(x, values[graph.output[0].name], name=name)
    for layer, values_of in stored:
        layer.set_weights(values_of)
    return model


for name in ("dscnn", "resnet8", "mobilenet"):
    model = rebuild(name)
    with open(os.path.join(golden, name, "golden.json")) as file:
        record = json.load(file)
    for case in record["cases"]:
        read = lambda part: np.fromfile(os.path.join(golden, name, case[part][0]), "<f4")
        x = read("inputs").reshape(record["inputs"][0]["shape"]).transpose(0, 2, 3, 1)
        y, expected = np.asarray(model(x, training=False)).flatten(), read("outputs")
        error = np.abs(y - expected).max() / np.abs(expected).max()
        assert error < 1e-5, f"{name}: {error}"
    model.save(os.path.join(out, f"{name}.keras"))
    print(name, "as recorded")
