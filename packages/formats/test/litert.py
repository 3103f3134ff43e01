"""Runs models in LiteRT's reference kernels: one JSON job on stdin, {"runs": [{"model": path, "cases": [[base64, ...]]}]},
one JSON answer on stdout, {"runs": [{"outputs": [[base64, ...]]} or {"error": text}]}. A case without inputs given
(null) runs on seeded noise; the noise depends on the case and on the inputs' types only."""

import base64
import json
import sys

import numpy
from ai_edge_litert.interpreter import Interpreter, OpResolverType


def noise(detail, seed):
    random = numpy.random.default_rng(seed)
    shape, dtype = detail["shape"], detail["dtype"]
    if numpy.issubdtype(dtype, numpy.integer):
        limits = numpy.iinfo(dtype)
        return random.integers(limits.min, limits.max, shape, dtype, endpoint=True)
    return random.uniform(-1, 1, shape).astype(dtype)


def run(job):
    interpreter = Interpreter(model_path=job["model"], experimental_op_resolver_type=OpResolverType.BUILTIN_REF)
    interpreter.allocate_tensors()
    answers = []
    for number, case in enumerate(job["cases"]):
        for index, detail in enumerate(interpreter.get_input_details()):
            if case is None:
                value = noise(detail, 1000 * number + index)
            else:
                value = numpy.frombuffer(base64.b64decode(case[index]), detail["dtype"]).reshape(detail["shape"])
            interpreter.set_tensor(detail["index"], value)
        interpreter.invoke()
        outputs = [interpreter.get_tensor(detail["index"]) for detail in interpreter.get_output_details()]
        answers.append([base64.b64encode(numpy.ascontiguousarray(output).tobytes()).decode() for output in outputs])
    return {"outputs": answers}


def attempt(job):
    try:
        return run(job)
    except Exception as error:
        return {"error": str(error)}


json.dump({"runs": [attempt(job) for job in json.load(sys.stdin)["runs"]]}, sys.stdout)
