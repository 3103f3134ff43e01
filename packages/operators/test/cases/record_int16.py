"""Records LiteRT's reference kernels with activations of 16 bits and weights of 8: `python3 record_int16.py`. See record.py."""
import numpy as np
from ai_edge_litert import schema_py_generated as S
from record import TYPES, generator, save, run, spatial, tensor
import record_selection  # noqa: F401 (types of 16 and 64 bits)

B, O = S.BuiltinOperator, S.BuiltinOptions


def operands(rng, xshape, wshape, channels, axis, bias):
    scale = float(np.float32(rng.uniform(1e-4, 1e-3)))
    x = tensor("int16", xshape, scale, 0, data=rng.integers(-32768, 32768, xshape).astype(np.int16))
    scales = rng.uniform(0.002, 0.02, channels if axis is not None else 1)
    w = tensor("int8", wshape, scales, 0, axis, data=rng.integers(-127, 128, wshape).astype(np.int8), constant=True)
    b = None
    if bias:
        values = rng.integers(-2 ** 24, 2 ** 24, channels)
        b = tensor(bias, [channels], scales * scale, 0, 0 if axis is not None else None, data=values.astype(np.int64 if bias == "int64" else np.int32), constant=True)
    return x, w, b


def output(rng, x, w, shape):
    depth = np.prod(w["shape"]) / w["shape"][0]
    return tensor("int16", shape, float(np.float32(x["quant"]["scale"][0] * np.mean(w["quant"]["scale"]) * rng.uniform(40, 90) * np.sqrt(depth))), 0)


def convolutions():
    for bias in ("int64", "int32", None):
        for axis in (True, False):
            for padding, strides, dilations, activation in (("same", 1, 1, "none"), ("valid", 2, 1, "relu"), ("same", 1, 2, "relu6")):
                slug = f"int16-{bias or 'none'}-{'axis' if axis else 'tensor'}-{padding}-{activation}"
                for op in ("conv_2d", "depthwise_conv_2d"):
                    if op.startswith("depth") and not axis:
                        continue
                    rng = generator(op, slug)
                    code, options, kind = (B.CONV_2D, S.Conv2DOptionsT(), O.Conv2DOptions) if op == "conv_2d" else (B.DEPTHWISE_CONV_2D, S.DepthwiseConv2DOptionsT(), O.DepthwiseConv2DOptions)
                    channels = 5 if op == "conv_2d" else 6
                    wshape = [5, 3, 2, 3] if op == "conv_2d" else [1, 3, 2, 6]
                    x, w, b = operands(rng, [2, 6, 5, 3], wshape, channels, (0 if op == "conv_2d" else 3) if axis else None, bias)
                    shape = [2, spatial(6, 3, strides, dilations, padding), spatial(5, 2, strides, dilations, padding), channels]
                    options.padding, options.strideH, options.strideW = int(padding == "valid"), strides, strides
                    options.dilationHFactor, options.dilationWFactor = dilations, dilations
                    options.fusedActivationFunction = {"none": 0, "relu": 1, "relu6": 3}[activation]
                    if bias and op == "conv_2d":
                        options.quantizedBiasType = TYPES[bias][0]
                    attrs = {"padding": padding, "strides": [strides] * 2, "dilations": [dilations] * 2, "activation": activation}
                    if op != "conv_2d":
                        options.depthMultiplier = attrs["depthMultiplier"] = 2
                    y = output(rng, x, w, shape)
                    inputs = [x, w] + ([b] if b else [])
                    try:
                        save(op, slug, attrs, inputs, y, run(code, kind, options, inputs, y))
                    except RuntimeError as problem:
                        print(op, slug, str(problem).splitlines()[0][:140])


def grouped():
    for bias in ("int64", "int32"):
        slug = f"int16-{bias}-groups-2"
        rng = generator("conv_2d", slug)
        x, w, b = operands(rng, [2, 6, 5, 4], [6, 3, 2, 2], 6, 0, bias)
        options = S.Conv2DOptionsT()
        options.padding, options.strideH, options.strideW, options.quantizedBiasType = 0, 1, 1, TYPES[bias][0]
        y = output(rng, x, w, [2, 6, 5, 6])
        attrs = {"padding": "same", "strides": [1, 1], "dilations": [1, 1], "activation": "none"}
        save("conv_2d", slug, attrs, [x, w, b], y, run(B.CONV_2D, O.Conv2DOptions, options, [x, w, b], y))


def dense():
    for bias in ("int64", "int32", None):
        for axis in (True, False):
            slug = f"int16-{bias or 'none'}-{'axis' if axis else 'tensor'}"
            rng = generator("fully_connected", slug)
            x, w, b = operands(rng, [3, 20], [7, 20], 7, 0 if axis else None, bias)
            y = output(rng, x, w, [3, 7])
            options = S.FullyConnectedOptionsT()
            if bias:
                options.quantizedBiasType = TYPES[bias][0]
            inputs = [x, w] + ([b] if b else [])
            attrs = {"activation": "none", "keepNumDims": False}
            try:
                save("fully_connected", slug, attrs, inputs, y, run(B.FULLY_CONNECTED, O.FullyConnectedOptions, options, inputs, y, 12))
            except RuntimeError as problem:
                print("fully_connected", slug, str(problem).splitlines()[0][:140])


def transposed():
    for bias in ("int64", None):
        for padding in ("same", "valid"):
            slug = f"int16-{bias or 'none'}-{padding}"
            rng = generator("transpose_conv", slug)
            x, w, b = operands(rng, [1, 3, 4, 3], [5, 3, 2, 3], 5, 0, bias)
            shape = [1, 6, 8, 5] if padding == "same" else [1, 7, 8, 5]
            y = output(rng, x, w, shape)
            options = S.TransposeConvOptionsT()
            options.padding, options.strideH, options.strideW = int(padding == "valid"), 2, 2
            size = tensor("int32", [4], data=np.array(shape, np.int32), constant=True)
            inputs = [size, w, x] + ([b] if b else [])
            attrs = {"padding": padding, "strides": [2, 2], "activation": "none"}
            try:
                save("transpose_conv", slug, attrs, inputs, y, run(B.TRANSPOSE_CONV, O.TransposeConvOptions, options, inputs, y, 3))
            except RuntimeError as problem:
                print("transpose_conv", slug, str(problem).splitlines()[0][:140])


def pools():
    for op, code in (("max_pool_2d", B.MAX_POOL_2D), ("average_pool_2d", B.AVERAGE_POOL_2D)):
        for dtype, q in (("int16", (0.002, 0)), ("uint8", (0.05, 120))):
            for padding, activation in (("same", "none"), ("valid", "relu"), ("same", "relu6")):
                slug = f"{dtype}-{padding}-{activation}"
                rng = generator(op, slug)
                info = np.iinfo(dtype)
                x = tensor(dtype, [2, 5, 6, 3], *q, data=rng.integers(info.min, info.max + 1, [2, 5, 6, 3]).astype(dtype))
                options = S.Pool2DOptionsT()
                options.padding, options.strideH, options.strideW, options.filterHeight, options.filterWidth = int(padding == "valid"), 2, 1, 3, 2
                options.fusedActivationFunction = {"none": 0, "relu": 1, "relu6": 3}[activation]
                shape = [2, spatial(5, 3, 2, 1, padding), spatial(6, 2, 1, 1, padding), 3]
                y = tensor(dtype, shape, *q)
                attrs = {"padding": padding, "strides": [2, 1], "filter": [3, 2], "activation": activation}
                save(op, slug, attrs, [x], y, run(code, O.Pool2DOptions, options, [x], y, 3))


if __name__ == "__main__":
    convolutions()
    grouped()
    dense()
    transposed()
    pools()
