"""Records TensorFlow Lite Micro's signal operators: `python3 record_signal.py`.

Needs PyPI's tflite-micro (a pre-release, for Python 3.10 and later), flatbuffers and numpy. Operators without state become
<op>/<slug>.json as record.py writes them; those with state become _signal/<op>/<slug>.json, with what goes in and comes out
at each step. Elements that an operator leaves as its memory has them are recorded as 0, which is what tinyml gives there.
"""
import json, os, zlib
import numpy as np
import flatbuffers
from flatbuffers import flexbuffers
from tflite_micro.python.tflite_micro import runtime
from tflite_micro.tensorflow.lite.micro.python import schema_py_generated as S

HERE = os.path.dirname(os.path.abspath(__file__))
T = S.TensorType
TYPES = {"int8": (T.INT8, np.int8), "int16": (T.INT16, np.int16), "int32": (T.INT32, np.int32), "uint32": (T.UINT32, np.uint32),
         "uint64": (T.UINT64, np.uint64), "float32": (T.FLOAT32, np.float32), "bool": (T.BOOL, np.bool_)}
CUSTOM = 32


def generator(*names):
    return np.random.default_rng(zlib.crc32(" ".join(names).encode()))


def operand(values, constant=False):
    dtype = next(name for name, (_, kind) in TYPES.items() if values.dtype == kind)
    return {"dtype": dtype, "shape": list(values.shape), "data": values, "constant": constant}


def result(dtype, *shape):
    return {"dtype": dtype, "shape": list(shape)}


def model(name, options, inputs, outputs):
    m, g = S.ModelT(), S.SubGraphT()
    m.version, m.buffers = 3, [S.BufferT()]
    g.tensors, g.inputs, indices = [], [], []

    def add(label, t):
        x = S.TensorT()
        x.name, x.shape, x.type, x.buffer = label, t["shape"], TYPES[t["dtype"]][0], 0
        if t.get("constant"):
            b = S.BufferT()
            b.data = np.frombuffer(np.ascontiguousarray(t["data"]).tobytes(), np.uint8)
            m.buffers.append(b)
            x.buffer = len(m.buffers) - 1
        g.tensors.append(x)
        return len(g.tensors) - 1

    for i, t in enumerate(inputs):
        indices.append(add("x%d" % i, t))
        if not t["constant"]:
            g.inputs.append(indices[-1])
    o = S.OperatorT()
    o.inputs, o.outputs = indices, [add("y%d" % i, t) for i, t in enumerate(outputs)]
    o.customOptions = list(flexbuffers.Dumps(options)) if options else []
    g.outputs, g.operators = o.outputs, [o]
    c = S.OperatorCodeT()
    c.builtinCode, c.deprecatedBuiltinCode, c.customCode, c.version = CUSTOM, CUSTOM, name, 1
    m.operatorCodes, m.subgraphs = [c], [g]
    builder = flatbuffers.Builder(1024)
    builder.Finish(m.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def interpreter(*parts):
    return runtime.Interpreter.from_bytes(model(*parts), arena_size=1 << 20)


def numbers(values):
    flat = np.asarray(values).ravel()
    if flat.dtype == np.uint64:
        return [str(v) for v in flat]
    return [float(v) for v in flat] if flat.dtype == np.float32 else [int(v) for v in flat]


def typ(t):
    return {"dtype": t["dtype"], "shape": t["shape"]}


def write(path, case):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        json.dump(case, f, separators=(",", ":"))
        f.write("\n")


def record(op, slug, name, options, attrs, inputs, outputs, mask=None):
    it = interpreter(name, options, inputs, outputs)
    for i, t in enumerate(t for t in inputs if not t["constant"]):
        it.set_input(t["data"], i)
    it.invoke()
    ys = [it.get_output(i) for i in range(len(outputs))]
    if mask is not None:
        ys = [np.where(mask, y, 0).astype(y.dtype) for y in ys]
    write(os.path.join(HERE, op, slug + ".json"), {
        "op": op, "attrs": attrs, "outputs": [typ(t) for t in outputs], "expected": [numbers(y) for y in ys],
        "inputs": [{"type": typ(t), "constant": t["constant"], "data": numbers(t["data"])} for t in inputs]})


def record_steps(op, slug, name, options, attrs, xs, outputs, states, written=None):
    """states: types of the node's state, and at which of its results each has its next value.
    written: for a step, masks of the elements of each result that the operator writes."""
    it = interpreter(name, options, [operand(xs[0])], outputs)
    steps = []
    for n, x in enumerate(xs):
        it.set_input(x, 0)
        it.invoke()
        ys = [np.array(it.get_output(i)) for i in range(len(outputs))]
        if written is not None:
            ys = [np.where(mask, y, 0).astype(y.dtype) for mask, y in zip(written(n, ys), ys)]
        steps.append({"x": numbers(x), "y": [numbers(y) for y in ys]})
    write(os.path.join(HERE, "_signal", op, slug + ".json"), {
        "op": op, "attrs": attrs, "input": typ(operand(xs[0])), "outputs": [typ(t) for t in outputs],
        "states": [{"type": typ(t), "result": at} for t, at in states], "steps": steps})


def samples(rng, *shape, spread=32768):
    return rng.integers(-spread, spread, shape).astype(np.int16)


def buffers():
    for slots, width, channels in ((4, 1, 3), (1, 2, 5), (5, 3, 4)):
        slug = f"{slots}x{width}x{channels}"
        rng = generator("circular_buffer", slug)
        xs = [rng.integers(-128, 128, (1, 1, width, channels)).astype(np.int8) for _ in range(7)]
        kept = result("int8", 1, slots, width, channels)
        record_steps("circular_buffer", slug, "CIRCULAR_BUFFER", {"cycles_max": 1}, {"slots": slots}, xs, [kept], [(kept, 0)],
                     lambda n, ys: [np.arange(slots).reshape(1, slots, 1, 1) >= slots - 1 - n])


def stateless():
    for shift, shape in ((12, [480]), (0, [2, 16]), (15, [3, 2, 8])):
        rng = generator("window", str(shift))
        w = np.round(4096 * np.hanning(shape[-1] + 2)[1:-1]).astype(np.int16) if shift else samples(rng, shape[-1])
        record("signal_window", f"shift{shift}", "SignalWindow", {"shift": shift}, {"shift": shift},
               [operand(samples(rng, *shape)), operand(w, True)], [result("int16", *shape)])
    extremes = {"zeros": np.zeros(8), "small": np.arange(-3, 5), "least": [-32768, 3, -9, 2], "least-last": [3, -9, 2, -32768],
                "ones": [1, -1, 0, 1], "large": [16384, -16384, 5, 1], "half": [16383, -16383, 5, 1]}
    for slug, x in extremes.items():
        x = np.array(x, np.int16)
        record("signal_fft_auto_scale", slug, "SignalFftAutoScale", None, {}, [operand(x)], [result("int16", len(x)), result("int32")])
    for dtype in ("int16", "int32", "float32"):
        for length, shape in ((4, [4]), (8, [3]), (16, [2, 16]), (32, [32]), (64, [50]), (128, [128]), (256, [2, 200]), (512, [480])):
            slug = f"{dtype}-{length}"
            rng = generator("rfft", slug)
            kind = TYPES[dtype][1]
            draw = lambda *s: rng.uniform(-1, 1, s).astype(kind) if dtype == "float32" else rng.integers(np.iinfo(kind).min, np.iinfo(kind).max, s, endpoint=True).astype(kind)
            options, attrs = {"T": TYPES[dtype][0], "fft_length": length}, {"fftLength": length}
            record("signal_rfft", slug, "SignalRfft", options, attrs, [operand(draw(*shape))], [result(dtype, *shape[:-1], length + 2)])
            if length <= 256:
                spectra = [*shape[:-1], length + 2]
                record("signal_irfft", slug, "SignalIrfft", options, attrs, [operand(draw(*spectra))], [result(dtype, *shape[:-1], length)])
    for start, end, count in ((0, 9, 9), (2, 7, 12)):
        x = samples(generator("energy", str(start)), 2 * count)
        x[4:8] = -32768
        record("signal_energy", f"{start}-{end}", "SignalEnergy", {"end_index": end, "start_index": start}, {"startIndex": start, "endIndex": end},
               [operand(x)], [result("uint32", count)], np.array([start <= i < end for i in range(count)]))
    filter_banks()
    roots = [0, 1, 2, 3, 6, 7, 8, 65535, 65536, 4294836225, 4294901760, 4294901761, 4294967295, 4294967296, 10**12, 2**63, 2**64 - 1, 18446744065119617025]
    rng = generator("roots")
    roots = np.array(roots + [int(v) >> int(s) for v, s in zip(rng.integers(0, 2**63, 40), rng.integers(0, 60, 40))], np.uint64)
    for bits in (0, 5):
        record("signal_filter_bank_square_root", f"bits{bits}", "SignalFilterBankSquareRoot", None, {},
               [operand(roots), operand(np.array(bits, np.int32))], [result("uint32", len(roots))])
    logs = np.array([0, 1, 2, 3, 4, 7, 255, 256, 65535, 65536, 65537, 2**24, 2**31, 2**32 - 1] + [int(v) >> int(s) for v, s in zip(rng.integers(0, 2**32, 50), rng.integers(0, 30, 50))], np.uint32)
    for bits, scale in ((0, 64), (3, 64), (0, 1600), (5, 65536)):
        record("signal_filter_bank_log", f"bits{bits}-scale{scale}", "SignalFilterBankLog", {"input_correction_bits": bits, "output_scale": scale},
               {"inputCorrectionBits": bits, "outputScale": scale}, [operand(logs)], [result("int16", len(logs))])
    gains()


def bands(frequencies, channels, rng):
    """Triangles side by side, as a filter bank has them."""
    ends = np.linspace(1, frequencies, channels + 2).astype(int)
    starts, widths = ends[:-1], np.diff(ends)
    weight_starts = np.concatenate([[0], np.cumsum(widths)[:-1]])
    weights = np.concatenate([np.round(4096 * (np.arange(w) + 1) / (w + 1)) for w in widths]).astype(np.int16)
    return [weights, (4096 - weights).astype(np.int16), starts.astype(np.int16), weight_starts.astype(np.int16), widths.astype(np.int16)]


def filter_banks():
    for slug, frequencies, channels in (("small", 9, 3), ("large", 257, 40)):
        rng = generator("bank", slug)
        energy = rng.integers(0, 2**32, frequencies).astype(np.uint32)
        record("signal_filter_bank", slug, "SignalFilterBank", {"num_channels": channels}, {"numChannels": channels},
               [operand(energy), *(operand(b, True) for b in bands(frequencies, channels, rng))], [result("uint64", channels)])
    rng = generator("bank", "signed")
    parts = bands(9, 3, rng)
    parts[0], parts[1] = samples(rng, len(parts[0])), samples(rng, len(parts[0]))
    record("signal_filter_bank", "signed", "SignalFilterBank", {"num_channels": 3}, {"numChannels": 3},
           [operand(rng.integers(0, 2**32, 9).astype(np.uint32)), *(operand(b, True) for b in parts)], [result("uint64", 3)])


def gain_table(strength=0.95, offset=80.0, gain_bits=21, input_bits=3):
    """Values at powers of two and a quadratic between them, of (x + offset)^-strength."""
    def gain(x):
        real = x / 2.0 ** input_bits
        return int(min(32767, np.floor((1 << gain_bits) * (real + offset) ** -strength + 0.5)))

    table = np.zeros(125, np.int16)
    table[0], table[1] = gain(0), gain(1)
    for interval in range(2, 33):
        at = 4 * interval - 6
        x0 = 1 << (interval - 1)
        x1, x2 = x0 + (x0 >> 1), x0 << 1 if interval < 32 else 2**32 - 1
        y0, y1, y2 = gain(x0), gain(x1), gain(x2)
        table[at], table[at + 1], table[at + 2] = y0, 4 * (y1 - y0) - (y2 - y0), (y2 - y0) - (4 * (y1 - y0) - (y2 - y0))
    return table


def gains():
    rng = generator("pcan")
    noise = np.array([0, 1, 2, 3, 4, 1023, 1024, 1025, 2047, 2048, 2**31, 2**32 - 1] + [int(v) >> int(s) for v, s in zip(rng.integers(0, 2**32, 60), rng.integers(0, 31, 60))], np.uint32)
    x = np.array([int(v) >> int(s) for v, s in zip(rng.integers(0, 2**32, len(noise)), rng.integers(0, 31, len(noise)))], np.uint32)
    tables = {"usual": gain_table(), "drawn": samples(rng, 125)}
    for slug, table in tables.items():
        for shift in (6, 12):
            record("signal_pcan", f"{slug}-{shift}", "SignalPCAN", {"snr_shift": shift}, {"snrShift": shift},
                   [operand(x), operand(noise), operand(table, True)], [result("uint32", len(x))])


def stateful():
    for slug, size, step, prefill, shape in (("prefill", 8, 3, True, [6]), ("waiting", 8, 3, False, [3]), ("waiting-more", 8, 3, False, [2, 6]),
                                             ("whole", 6, 3, False, [2, 3]), ("apart", 4, 4, False, [8]), ("apart-prefill", 4, 4, True, [8])):
        rng = generator("framer", slug)
        frames, signals = shape[-1] // step, int(np.prod(shape[:-1]))
        warm = 0 if prefill else -(-size // step) - 1
        length = size - step if prefill else warm * step

        def written(n, ys):
            full = [n * frames + f >= warm for f in range(frames)]
            return [np.broadcast_to(np.array(full)[:, None], ys[0].shape), np.array(True)]

        states = [(result("int16", signals, length), 2)] if length else []
        if warm:
            states.append((result("int32"), 2 + len(states)))
        record_steps("signal_framer", slug, "SignalFramer", {"frame_size": size, "frame_step": step, "prefill": prefill},
                     {"frameSize": size, "frameStep": step, "prefill": prefill}, [samples(rng, *shape) for _ in range(7)],
                     [result("int16", *shape[:-1], frames, size), result("bool")], states, written)
    for slug, channels, left, right, step in (("both", 3, 2, 1, 1), ("steps", 2, 1, 2, 3), ("left", 2, 3, 0, 2), ("right", 2, 0, 2, 1), ("all", 2, 1, 1, 3), ("none", 4, 0, 0, 1)):
        rng = generator("stacker", slug)
        around = left + right
        states = [(result("int16", 1, channels * around), 2), (result("int32"), 3)] if around else []
        record_steps("signal_stacker", slug, "SignalStacker",
                     {"num_channels": channels, "stacker_left_context": left, "stacker_right_context": right, "stacker_step": step},
                     {"numChannels": channels, "leftContext": left, "rightContext": right, "step": step},
                     [samples(rng, channels) for _ in range(10)], [result("int16", channels * (around + 1)), result("bool")], states,
                     lambda n, ys: [np.broadcast_to(ys[1], ys[0].shape), np.array(True)])
    for slug, delay, shape in (("short", 3, [8]), ("long", 11, [2, 4]), ("none", 0, [5])):
        rng = generator("delay", slug)
        states = [(result("int16", int(np.prod(shape[:-1])), delay), 1)] if delay else []
        record_steps("signal_delay", slug, "SignalDelay", {"delay_length": delay}, {"delayLength": delay},
                     [samples(rng, *shape) for _ in range(6)], [result("int16", *shape)], states)
    for dtype in ("int16", "float32"):
        for slug, step, shape in (("plain", 3, [1, 8]), ("several", 2, [2, 3, 5]), ("apart", 4, [2, 4])):
            rng = generator("overlap", dtype, slug)
            draw = (lambda: samples(rng, *shape)) if dtype == "int16" else (lambda: rng.uniform(-1, 1, shape).astype(np.float32))
            kept = shape[-1] - step
            states = [(result(dtype, int(np.prod(shape[:-2])), kept), 1)] if kept else []
            record_steps("signal_overlap_add", f"{dtype}-{slug}", "SignalOverlapAdd", {"T": TYPES[dtype][0], "frame_step": step}, {"frameStep": step},
                         [draw() for _ in range(6)], [result(dtype, *shape[:-2], shape[-2] * step)], states)
    for clamping in (False, True):
        for bits in (10, 3):
            slug = f"bits{bits}" + "-clamping" * clamping
            rng = generator("subtraction", slug)
            n = 8
            options = {"alternate_one_minus_smoothing": 16000, "alternate_smoothing": 384, "clamping": clamping, "min_signal_remaining": 819,
                       "num_channels": n, "one_minus_smoothing": 15974, "smoothing": 410, "smoothing_bits": bits, "spectral_subtraction_bits": 14}
            attrs = {"numChannels": n, "smoothing": 410, "oneMinusSmoothing": 15974, "alternateSmoothing": 384, "alternateOneMinusSmoothing": 16000,
                     "smoothingBits": bits, "minSignalRemaining": 819, "clamping": clamping, "spectralSubtractionBits": 14}
            xs = [(rng.integers(0, 2**32, n) >> rng.integers(0, 31, n)).astype(np.uint32) for _ in range(12)]
            record_steps("signal_filter_bank_spectral_subtraction", slug, "SignalFilterBankSpectralSubtraction", options, attrs, xs,
                         [result("uint32", n), result("uint32", n)], [(result("uint32", n), 1)])


if __name__ == "__main__":
    buffers()
    stateless()
    stateful()
