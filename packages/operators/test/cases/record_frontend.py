"""Records a speech front end made of TensorFlow Lite Micro's signal operators: `python3 record_frontend.py`. See record_signal.py.

The operators and settings are those of TensorFlow Lite Micro's example micro_speech, behind a framer: 20 ms of 16 kHz go in,
the 40 features of the last 30 ms come out, and the roots of the filters that they are made of. Writes _frontend/frontend.tflite, and _frontend/frames.json with the results for
60 frames of the signal that `sample` gives.
"""
import json, os
import numpy as np
import flatbuffers
from flatbuffers import flexbuffers
from tflite_micro.python.tflite_micro import runtime
from record_signal import CUSTOM, HERE, S, T, TYPES, gain_table

RATE, HOP, FRAME, FFT, CHANNELS = 16000, 320, 480, 512, 40
LOW, HIGH = 125, 7500
FOLDER = os.path.join(HERE, "_frontend")
B, O = S.BuiltinOperator, S.BuiltinOptions
TYPES["int8"] = (T.INT8, np.int8)


def sample(n):
    """A tone that rises, and noise, louder and softer, in integers of at most 53 bits: the same formula stands in the test."""
    phase = (n * (150 + n // 48)) % 4096
    tone = (phase if phase < 2048 else 4095 - phase) - 1024
    noise = ((n * 1103515245 + 12345) % 2147483648) // 65536 - 16384
    loud = (n // 1000) % 7
    return tone * loud * 2 + (noise * ((n // 2300) % 4)) // 8 + (n % 5 - 2)


def mel_bands():
    """Triangles with equal distances on the mel scale."""
    mel = lambda f: 1127.0 * np.log1p(f / 700.0)
    edges = np.linspace(mel(LOW), mel(HIGH), CHANNELS + 2)[1:]
    edges = np.concatenate([[mel(LOW)], edges])
    bins = mel(np.arange(FFT // 2 + 1) * RATE / FFT)
    weights, unweights, starts, weight_starts, widths = [], [], [], [], []
    for low, high in zip(edges[:-1], edges[1:]):
        inside = np.nonzero((bins > low) & (bins <= high))[0]
        starts.append(int(inside[0]) if len(inside) else 0)
        widths.append(len(inside))
        weight_starts.append(len(weights))
        share = (bins[inside] - low) / (high - low)
        weights += [int(v) for v in np.floor(share * 4096 + 0.5)]
        unweights += [int(v) for v in np.floor((1 - share) * 4096 + 0.5)]
    return [np.array(v, np.int16) for v in (weights, unweights, starts, weight_starts, widths)]


class Model:
    def __init__(self):
        self.graph, self.buffers, self.codes = S.SubGraphT(), [S.BufferT()], {}
        self.graph.tensors, self.graph.operators = [], []

    def tensor(self, name, dtype, *shape, data=None):
        x = S.TensorT()
        x.name, x.shape, x.type, x.buffer = name, list(shape), TYPES[dtype][0], 0
        if data is not None:
            b = S.BufferT()
            b.data = np.frombuffer(np.ascontiguousarray(data).tobytes(), np.uint8)
            self.buffers.append(b)
            x.buffer = len(self.buffers) - 1
        self.graph.tensors.append(x)
        return len(self.graph.tensors) - 1

    def constant(self, name, values):
        dtype = next(d for d, (_, kind) in TYPES.items() if values.dtype == kind)
        return self.tensor(name, dtype, *values.shape, data=values)

    def add(self, code, options, inputs, *outputs):
        """code: a custom operator's name with its map of options, or a built-in one's number with its table."""
        o = S.OperatorT()
        key = (CUSTOM, code) if isinstance(code, str) else (code, None)
        o.opcodeIndex = self.codes.setdefault(key, len(self.codes))
        o.inputs, o.outputs = inputs, [self.tensor(name, dtype, *shape) for name, dtype, *shape in outputs]
        if isinstance(code, str):
            o.customOptions = list(flexbuffers.Dumps(options)) if options else []
        elif options is not None:
            o.builtinOptionsType = getattr(O, type(options).__name__[:-1])
            o.builtinOptions = options
        self.graph.operators.append(o)
        return o.outputs if len(o.outputs) > 1 else o.outputs[0]

    def finish(self, inputs, outputs):
        m = S.ModelT()
        m.version, m.buffers = 3, self.buffers
        self.graph.inputs, self.graph.outputs = inputs, outputs
        m.subgraphs, m.operatorCodes = [self.graph], []
        for builtin, custom in self.codes:
            c = S.OperatorCodeT()
            c.builtinCode, c.deprecatedBuiltinCode, c.customCode, c.version = builtin, min(builtin, 127), custom, 1
            m.operatorCodes.append(c)
        builder = flatbuffers.Builder(1024)
        builder.Finish(m.Pack(builder), b"TFL3")
        return bytes(builder.Output())


def frontend():
    m = Model()
    x = m.tensor("samples", "int16", HOP)
    frame, _ = m.add("SignalFramer", {"frame_size": FRAME, "frame_step": HOP, "prefill": True}, [x], ("frame", "int16", 1, FRAME), ("full", "bool"))
    hann = np.floor(4096 * (0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(FRAME) + 0.5) / FRAME)) + 0.5).astype(np.int16)
    windowed = m.add("SignalWindow", {"shift": 12}, [frame, m.constant("hann", hann)], ("windowed", "int16", 1, FRAME))
    flat = m.add(B.RESHAPE, S.ReshapeOptionsT(), [windowed, m.constant("flat_shape", np.array([FRAME], np.int32))], ("flat", "int16", FRAME))
    scaled, bits = m.add("SignalFftAutoScale", None, [flat], ("scaled", "int16", FRAME), ("bits", "int32"))
    spectrum = m.add("SignalRfft", {"T": T.INT16, "fft_length": FFT}, [scaled], ("spectrum", "int16", FFT + 2))
    parts = mel_bands()
    first = int(parts[2][0])
    energy = m.add("SignalEnergy", {"end_index": FFT // 2, "start_index": first}, [spectrum], ("energy", "uint32", FFT // 2 + 1))
    tables = [m.constant(name, values) for name, values in zip(("weights", "unweights", "starts", "weight_starts", "widths"), parts)]
    bank = m.add("SignalFilterBank", {"num_channels": CHANNELS}, [energy, *tables], ("bank", "uint64", CHANNELS))
    roots = m.add("SignalFilterBankSquareRoot", None, [bank, bits], ("roots", "uint32", CHANNELS))
    subtraction = {"alternate_one_minus_smoothing": 15401, "alternate_smoothing": 983, "clamping": False, "min_signal_remaining": 819,
                   "num_channels": CHANNELS, "one_minus_smoothing": 15974, "smoothing": 410, "smoothing_bits": 10, "spectral_subtraction_bits": 14}
    clean, noise = m.add("SignalFilterBankSpectralSubtraction", subtraction, [roots], ("clean", "uint32", CHANNELS), ("noise", "uint32", CHANNELS))
    gained = m.add("SignalPCAN", {"snr_shift": 6}, [clean, noise, m.constant("gains", gain_table())], ("gained", "uint32", CHANNELS))
    log = m.add("SignalFilterBankLog", {"input_correction_bits": 3, "output_scale": 64}, [gained], ("log", "int16", CHANNELS))
    cast = S.CastOptionsT()
    cast.inDataType, cast.outDataType = T.INT16, T.INT32
    wide = m.add(B.CAST, cast, [log], ("wide", "int32", CHANNELS))
    return m.finish([x], [wide, roots])


if __name__ == "__main__":
    model = frontend()
    os.makedirs(FOLDER, exist_ok=True)
    with open(os.path.join(FOLDER, "frontend.tflite"), "wb") as f:
        f.write(model)
    it = runtime.Interpreter.from_bytes(model, arena_size=1 << 20)
    frames = []
    for frame in range(60):
        it.set_input(np.array([sample(frame * HOP + i) for i in range(HOP)], np.int64).astype(np.int16), 0)
        it.invoke()
        frames.append([[int(v) for v in it.get_output(i)] for i in range(2)])
    with open(os.path.join(FOLDER, "frames.json"), "w") as f:
        json.dump(frames, f, separators=(",", ":"))
        f.write("\n")
