"""Runs a .tflite file on many samples with LiteRT's reference kernels.

usage: litert.py MODEL.tflite INPUTS OUTPUTS     raw little-endian arrays of the model's own types, sample after sample
"""
import sys

import numpy as np
from ai_edge_litert.interpreter import Interpreter, OpResolverType

model, source, target = sys.argv[1:]
interpreter = Interpreter(model_path=model, experimental_op_resolver_type=OpResolverType.BUILTIN_REF)
interpreter.allocate_tensors()
given, result = interpreter.get_input_details()[0], interpreter.get_output_details()[0]
samples = np.fromfile(source, dtype=given["dtype"]).reshape((-1, *given["shape"]))
with open(target, "wb") as out:
    for sample in samples:
        interpreter.set_tensor(given["index"], sample)
        interpreter.invoke()
        out.write(interpreter.get_tensor(result["index"]).tobytes())
