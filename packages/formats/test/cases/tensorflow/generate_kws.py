"""Records what TensorFlow computes with MLPerf Tiny's SavedModel on the inputs of a recorded reference.

    python generate_kws.py <saved model> <folder with golden.json> > kws.json
"""

import json
import sys

import numpy as np
import tensorflow as tf

model, golden = sys.argv[1:]
run = tf.saved_model.load(model).signatures["serving_default"]
with open(f"{golden}/golden.json") as file:
    cases = json.load(file)["cases"]
outputs = []
for case in cases:
    x = np.fromfile(f"{golden}/{case['inputs'][0]}", np.float32).reshape(1, 49, 10, 1)
    (y,) = run(tf.constant(x)).values()
    outputs.append([float(value) for value in y.numpy().ravel()])
print(json.dumps({"tensorflow": tf.__version__, "outputs": outputs}))
