"""Writes the node tests that the package onnx makes, of operator sets 18 to 23, in the layout of Debian's libonnx-testdata.

    pip install onnx==1.23.2
    python generate-cases.py <folder>

gives <folder>/opset-18/test_…/{model.onnx, test_data_set_0/{input,output}_N.pb} … opset-23. A case is of the set in
which its operator last changed. Recordings of earlier versions have faults that later ones mend: products of int8 that wrap
where they must saturate (1.18), attention over heads in another order (1.18).
"""

import sys
import warnings
from pathlib import Path

import numpy
import onnx
from onnx import OptionalProto, SequenceProto, TensorProto, numpy_helper
from onnx.backend.test.case.node import collect_testcases

wanted = range(18, 24)
version = "1.23.2"
if onnx.__version__ != version:
    sys.exit(f"onnx is {onnx.__version__}: its recordings are not those of {version}")


def version_of(model):
    return max((one.version for one in model.opset_import if one.domain in ("", "ai.onnx")), default=0)


def proto_of(value, name):
    if value is None:
        return OptionalProto(name=name)
    if isinstance(value, (TensorProto, SequenceProto, OptionalProto)):
        return value
    if isinstance(value, (list, tuple)):
        return numpy_helper.from_list(value, name)
    return numpy_helper.from_array(numpy.asarray(value), name)


def write_values(folder, kind, values, names):
    for i, (value, info) in enumerate(zip(values, names)):
        (folder / f"{kind}_{i}.pb").write_bytes(proto_of(value, info.name).SerializeToString())


def write_case(root, case):
    folder = root / f"opset-{version_of(case.model)}" / case.name
    data = folder / "test_data_set_0"
    data.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(case.model.SerializeToString(deterministic=True))
    inputs, outputs = case.data_sets[0]
    write_values(data, "input", inputs, case.model.graph.input)
    write_values(data, "output", outputs, case.model.graph.output)


warnings.simplefilter("ignore")  # Cases are about infinities, too.
numpy.random.seed(0)
for case in collect_testcases(None):
    if version_of(case.model) in wanted:
        write_case(Path(sys.argv[1]), case)
