"""Exports PyTorch's layers and functions with torch.export, and records what PyTorch computes.

usage: generate.py [--each FOLDER [--decomposed]] [--only THEME]

Writes <theme>.pt2 and <theme>.json beside this file: a program that calls all cases of the theme, its inputs, and the
results. --each: instead one program a case, into FOLDER;
--decomposed: after run_decompositions. Needs PyTorch (recorded with 2.15). Stack traces, which hold
paths, and the pickled sample inputs, which nobody reads, are left out; the archive is deflated.
"""
import argparse, io, json, os, zipfile
import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(7)
HERE = os.path.dirname(os.path.abspath(__file__))

def noise(*shape, scale=2.0): return (torch.rand(*shape) * 2 - 1) * scale

INPUTS = {
    "image": noise(1, 6, 9, 10), "even": noise(1, 4, 8, 8), "series": noise(1, 6, 11), "row": noise(2, 12), "cube": noise(2, 3, 4),
    "sequence": noise(1, 5, 6), "steps": noise(5, 2, 6), "other": noise(2, 3, 4), "near": noise(2, 3, 4, scale=0.9), "above": noise(2, 3, 4).abs() + 0.1, "square": noise(2, 4, 4),
    "index": torch.tensor([[0, 2, 1], [3, 3, 0]]), "counts": torch.tensor([[5, -3, 7], [2, 9, -8]], dtype=torch.int32), "query": noise(1, 2, 5, 4), "key": noise(1, 2, 5, 4), "value": noise(1, 2, 5, 4),
    "vector": noise(4), "matrix": noise(3, 4), "single": noise(6, 7, 8), "cell": noise(1, 6), "h": noise(1, 5), "c": noise(1, 5), "apart": torch.randperm(24).reshape(2, 3, 4) / 4.0 - 3,
}

def trained(module):
    """Statistics and factors that are not those of a new layer."""
    for name, tensor in [*module.named_parameters(), *module.named_buffers()]:
        if "running_mean" in name or name.endswith("weight") and tensor.dim() == 1: tensor.data.uniform_(0.5, 1.5)
        if "running_var" in name: tensor.data.uniform_(0.5, 2)
        if name.endswith("bias") and tensor.dim() == 1: tensor.data.uniform_(-0.5, 0.5)
    return module

class First(nn.Module):
    """A layer's first result, or all of them in one list."""
    def __init__(self, module, every=True): super().__init__(); self.module = module; self.every = every
    def forward(self, *inputs):
        result = self.module(*inputs)
        flat = torch.utils._pytree.tree_leaves(result)
        return flat if self.every else flat[:1]

def f(function, *inputs): return (function, inputs)

THEMES = {
    "activations": [(m, ("cube",)) for m in [nn.ReLU(), nn.ReLU6(), nn.ELU(), nn.ELU(0.7), nn.SELU(), nn.CELU(1.3), nn.GELU(), nn.GELU("tanh"), nn.SiLU(), nn.Mish(), nn.Sigmoid(), nn.Tanh(), nn.Hardsigmoid(), nn.Hardswish(),
        nn.Hardtanh(), nn.Hardtanh(-0.3, 0.8), nn.LeakyReLU(), nn.LeakyReLU(0.2), nn.LogSigmoid(), nn.PReLU(), nn.PReLU(3), nn.RReLU(), nn.Softplus(), nn.Softplus(2, 5), nn.Softshrink(), nn.Hardshrink(), nn.Softsign(), nn.Tanhshrink(), nn.Threshold(0.2, -7.0),
        nn.GLU(), nn.Softmax(-1), nn.Softmax(1), nn.LogSoftmax(-1), nn.LogSoftmax(1), nn.Softmin(-1), nn.ReLU(inplace=True), nn.Dropout(), nn.Identity()]] + [(nn.Softmax2d(), ("image",)), (nn.GLU(1), ("even",)), (nn.PReLU(6), ("image",))],
    "convolutions": [(trained(m), ("image",)) for m in [nn.Conv2d(6, 4, 3), nn.Conv2d(6, 4, 3, padding=1), nn.Conv2d(6, 4, (3, 2), stride=2, padding=(1, 0)), nn.Conv2d(6, 4, 3, padding="same", dilation=2), nn.Conv2d(6, 4, 2, padding="valid", bias=False), nn.Conv2d(6, 6, 3, groups=6, padding=1),
        nn.Conv2d(6, 12, 3, groups=6, stride=2), nn.Conv2d(6, 4, 3, groups=2), nn.Conv2d(6, 4, 4, padding="same"), nn.ConvTranspose2d(6, 4, 2, stride=2), nn.ConvTranspose2d(6, 4, 4, stride=2, padding=1), nn.ConvTranspose2d(6, 4, 3, stride=2, padding=1, output_padding=1), nn.ConvTranspose2d(6, 4, 3, groups=2, stride=2),
        nn.ConvTranspose2d(6, 4, 3, dilation=2, padding=1), nn.ConvTranspose2d(6, 6, 3, groups=6), nn.ConvTranspose2d(6, 4, 3, stride=3, output_padding=2, bias=False), nn.ChannelShuffle(3)]]
        + [(trained(m), ("series",)) for m in [nn.Conv1d(6, 4, 3), nn.Conv1d(6, 4, 3, padding=2, dilation=2), nn.Conv1d(6, 6, 5, groups=6, stride=2, padding=2), nn.ConvTranspose1d(6, 4, 4, stride=2, padding=1), nn.Conv1d(6, 4, 3, padding=1, padding_mode="reflect"), nn.Conv1d(6, 4, 3, padding=1, padding_mode="circular")]]
        + [(trained(nn.Conv2d(6, 4, 3, padding=1)), ("single",)), (nn.PixelShuffle(2), ("even",)), (nn.PixelUnshuffle(2), ("even",)), (nn.Conv2d(6, 4, 3, padding=1, padding_mode="replicate"), ("image",))],
    "pools": [(m, ("image",)) for m in [nn.MaxPool2d(2), nn.MaxPool2d(3, 2, 1), nn.MaxPool2d(3, 2, ceil_mode=True), nn.MaxPool2d(2, 1, dilation=2), nn.MaxPool2d(3, 2, 1, dilation=2), nn.AvgPool2d(2), nn.AvgPool2d(3, 2, 1), nn.AvgPool2d(3, 2, 1, count_include_pad=False), nn.AvgPool2d(3, 2, 1, ceil_mode=True),
        nn.AvgPool2d(3, 2, 1, ceil_mode=True, count_include_pad=False), nn.AvgPool2d(2, divisor_override=3), nn.AdaptiveAvgPool2d(1), nn.AdaptiveAvgPool2d((3, 5)), nn.AdaptiveAvgPool2d((4, 3)), nn.AdaptiveMaxPool2d(1), nn.AdaptiveMaxPool2d((4, 7)), nn.AdaptiveAvgPool2d((None, 2)), nn.LPPool2d(2, 2)]]
        + [(m, ("series",)) for m in [nn.MaxPool1d(2), nn.MaxPool1d(3, 2, 1, ceil_mode=True), nn.AvgPool1d(3, 2, 1), nn.AvgPool1d(2, ceil_mode=True), nn.AdaptiveAvgPool1d(1), nn.AdaptiveAvgPool1d(4), nn.AdaptiveMaxPool1d(3)]] + [(nn.MaxPool2d(2), ("single",))],
    "normalizations": [(trained(m), i) for m, i in [(nn.BatchNorm2d(6), ("image",)), (nn.BatchNorm1d(6), ("series",)), (nn.BatchNorm1d(12), ("row",)), (nn.BatchNorm2d(6, affine=False), ("image",)), (nn.LayerNorm(4), ("cube",)), (nn.LayerNorm((3, 4)), ("cube",)), (nn.LayerNorm(4, elementwise_affine=False), ("cube",)), (nn.LayerNorm(4, bias=False), ("cube",)),
        (nn.RMSNorm(4), ("cube",)), (nn.RMSNorm(4, eps=1e-5), ("cube",)), (nn.GroupNorm(2, 6), ("image",)), (nn.GroupNorm(3, 6), ("series",)), (nn.InstanceNorm2d(6), ("image",)), (nn.InstanceNorm2d(6, affine=True), ("image",)), (nn.InstanceNorm1d(6, affine=True, track_running_stats=True), ("series",)), (nn.LocalResponseNorm(3), ("image",))]]
        + [f(lambda x: F.normalize(x, dim=-1), "cube"), f(lambda x: F.normalize(x, p=1.0, dim=1), "cube"), (nn.CosineSimilarity(dim=-1), ("cube", "other"))],
    "recurrent": [(First(m), ("sequence",)) for m in [nn.LSTM(6, 5, batch_first=True), nn.LSTM(6, 5, num_layers=2, bidirectional=True, batch_first=True), nn.LSTM(6, 5, proj_size=3, batch_first=True), nn.LSTM(6, 5, bias=False, batch_first=True), nn.GRU(6, 5, batch_first=True), nn.GRU(6, 5, num_layers=2, bidirectional=True, batch_first=True), nn.GRU(6, 5, bias=False, batch_first=True), nn.RNN(6, 5, batch_first=True), nn.RNN(6, 5, nonlinearity="relu", bidirectional=True, batch_first=True)]]
        + [(First(m), ("steps",)) for m in [nn.LSTM(6, 5), nn.GRU(6, 5, bidirectional=True), nn.RNN(6, 5, num_layers=2)]] + [(First(nn.GRUCell(6, 5)), ("cell", "h")), (First(nn.RNNCell(6, 5)), ("cell", "h")), f(lambda x, h, c: [], "cell", "h", "c")][:2]
        + [(First(type("Cell", (nn.Module,), {"__init__": lambda s: (nn.Module.__init__(s), setattr(s, "m", nn.LSTMCell(6, 5)))[0], "forward": lambda s, x, h, c: s.m(x, (h, c))})()), ("cell", "h", "c")), (First(type("Given", (nn.Module,), {"__init__": lambda s: (nn.Module.__init__(s), setattr(s, "m", nn.GRU(6, 5, batch_first=True)))[0], "forward": lambda s, x, h: s.m(x, h[None])})()), ("sequence", "h"))],
    "attention": [(First(nn.MultiheadAttention(6, 2, batch_first=True), every=False), ("sequence", "sequence", "sequence")), (First(nn.MultiheadAttention(6, 3, batch_first=True)), ("sequence", "sequence", "sequence")), (nn.TransformerEncoderLayer(6, 2, 8, batch_first=True, norm_first=True), ("sequence",)), (nn.TransformerEncoderLayer(6, 2, 8, activation="gelu", batch_first=True), ("sequence",)), (nn.TransformerDecoderLayer(6, 2, 8, batch_first=True), ("sequence", "sequence")),
        f(lambda q, k, v: F.scaled_dot_product_attention(q, k, v), "query", "key", "value"), f(lambda q, k, v: F.scaled_dot_product_attention(q, k, v, is_causal=True, scale=0.3), "query", "key", "value"), f(lambda q, k, v: F.scaled_dot_product_attention(q, k, v, attn_mask=torch.ones(5, 5).tril().bool()), "query", "key", "value"), f(lambda q, k, v: F.scaled_dot_product_attention(q, k, v, attn_mask=torch.linspace(-1, 1, 25).view(5, 5)), "query", "key", "value"), f(lambda q, k, v: F.scaled_dot_product_attention(q, k[:, :1], v[:, :1], enable_gqa=True), "query", "key", "value")],
    "products": [(trained(nn.Linear(4, 3)), ("cube",)), (trained(nn.Linear(12, 3, bias=False)), ("row",)), (trained(nn.Linear(4, 3)), ("vector",)), (nn.Bilinear(4, 4, 3), ("cube", "other")), f(torch.matmul, "cube", "square"), f(lambda a, b: a @ b.transpose(1, 2), "cube", "other"), f(lambda a, b: torch.mm(a[0], b[0].t()), "cube", "other"), f(lambda a, b: torch.bmm(a, b.mT), "cube", "other"), f(lambda a, v: a @ v, "cube", "vector"), f(lambda m, v: torch.mv(m, v), "matrix", "vector"), f(lambda v: torch.dot(v, v), "vector"), f(lambda m, a: torch.addmm(a[0, :, :3], m, m.t(), beta=0.5, alpha=2), "matrix", "cube"), f(lambda a, b: torch.baddbmm(a[:, :, :3], a, b.mT), "cube", "other"),
        f(lambda a, b: torch.einsum("bij,bkj->bik", a, b), "cube", "other"), f(lambda a: torch.einsum("bij->bji", a), "cube"), f(lambda a, b: torch.einsum("bij,bij->b", a, b), "cube", "other"), f(lambda a, b: torch.tensordot(a, b, dims=([2], [2])), "cube", "other"), f(lambda a, b: torch.outer(a, b[0]), "vector", "matrix"), f(lambda m, v: torch.einsum("ij,j->i", m, v), "matrix", "vector"), f(lambda m: m @ m.T, "matrix")],
    "arithmetic": [f(g, "cube", "other") for g in [torch.add, torch.sub, torch.mul, torch.div, torch.maximum, torch.minimum, torch.fmod, torch.remainder, torch.floor_divide, torch.atan2, lambda a, b: torch.add(a, b, alpha=3), lambda a, b: torch.sub(a, b, alpha=0.5), lambda a, b: torch.div(a, b, rounding_mode="trunc"), lambda a, b: torch.div(a, b, rounding_mode="floor"), lambda a, b: torch.where(a > b, a, b), lambda a, b: torch.where(a > 0, a, 0.5), lambda a, b: a.masked_fill(b > 0, -1.5), lambda a, b: torch.lerp(a, b, 0.3), lambda a, b: torch.addcmul(a, a, b, value=0.5), lambda a, b: torch.addcdiv(a, a, b.abs() + 1), torch.hypot, torch.copysign, lambda a, b: torch.max(a, b), torch.fmax,
        lambda a, b: (a == b) | (a != b) & (a < b), lambda a, b: (a <= b).float() + (a >= b).int(), lambda a, b: torch.logical_xor(a > 0, b > 0), lambda a, b: ~(a > b), lambda a, b: torch.logaddexp(a, b)]]
        + [f(g, "cube") for g in [torch.abs, torch.neg, torch.exp, torch.sin, torch.cos, torch.tan, torch.floor, torch.ceil, torch.round, torch.trunc, torch.frac, torch.sign, torch.square, torch.sigmoid, torch.tanh, torch.sinh, torch.cosh, torch.asinh, torch.atan, torch.erf, torch.erfc, torch.expm1, torch.exp2, torch.reciprocal, torch.isnan, torch.isinf, torch.isfinite, torch.nan_to_num, torch.logit, torch.sinc, lambda x: torch.round(x, decimals=1), lambda x: x + 1, lambda x: 2 - x, lambda x: x * 3, lambda x: x / 4, lambda x: 1 / x, lambda x: x ** 2, lambda x: x ** 3, lambda x: 2 ** x, lambda x: x // 0.3, lambda x: x % 0.7, lambda x: torch.clamp(x, -1, 1), lambda x: torch.clamp(x, 0, 6), lambda x: torch.clamp(x, min=0.2), lambda x: torch.clamp(x, max=0.2), lambda x: x.clamp(0, 1), lambda x: x > 0.5, lambda x: x.to(torch.int32), lambda x: x.double() * 2, lambda x: x.long() + 1, lambda x: x.bool(), lambda x: x.to(torch.int8)]]
        + [f(g, "above") for g in [torch.sqrt, torch.rsqrt, torch.log, torch.log2, torch.log10, torch.log1p, lambda x: x ** 0.5, lambda x: x ** -1.5]] + [f(g, "near") for g in [torch.asin, torch.acos, torch.atanh]] + [f(lambda x: torch.acosh(x + 1), "above"), f(lambda i: i * 2 - 1, "counts"), f(lambda i: i // 3, "counts"), f(lambda i: i % 4, "counts"), f(lambda i: torch.div(i, 3, rounding_mode="trunc"), "counts"), f(lambda i: i / 2, "counts"), f(lambda i: i.abs().clamp(0, 6), "counts"), f(lambda i, x: i[:, :, None] + x, "counts", "cube"), f(lambda i: i ^ 5, "counts"), f(lambda i: i == 2, "counts")],
    "reductions": [f(g, "cube") for g in [torch.sum, torch.mean, torch.max, torch.min, torch.prod, torch.std, torch.var, torch.argmax, torch.argmin, lambda x: x.sum(1), lambda x: x.sum((0, 2), keepdim=True), lambda x: x.mean(-1), lambda x: x.mean((1, 2), keepdim=True), lambda x: x.amax(1), lambda x: x.amin((0, 1)), lambda x: x.prod(1), lambda x: x.max(1), lambda x: x.min(2, keepdim=True), lambda x: x.argmax(1), lambda x: x.argmin(2, keepdim=True), lambda x: x.std(1), lambda x: x.var(2, unbiased=False), lambda x: torch.var_mean(x, 1), lambda x: torch.std_mean(x, -1, correction=0), lambda x: x.norm(), lambda x: x.norm(1, 1), lambda x: torch.linalg.vector_norm(x, 3, -1), lambda x: torch.linalg.vector_norm(x, float("inf"), 1), lambda x: torch.logsumexp(x, 1), lambda x: torch.logsumexp(x, (0, 2), keepdim=True), lambda x: x.cumsum(1), lambda x: (x > 0).any(1), lambda x: (x > 0).all(2), lambda x: (x > -9).all(), lambda x: (x > 0).sum(1), lambda x: torch.count_nonzero(x > 0, 1), lambda x: x.aminmax(dim=1)]]
        + [f(lambda i: i.sum(1), "counts"), f(lambda i: i.max(1), "counts"), f(lambda x: torch.topk(x, 2), "apart"), f(lambda x: torch.topk(x, 2, 1, largest=False), "apart"), f(lambda x: torch.sort(x), "apart"), f(lambda x: torch.sort(x, 1, descending=True), "apart"), f(lambda x: torch.argsort(x), "apart"), f(lambda x: x.median(1), "apart"), f(lambda x: x.kthvalue(2, 1), "apart")],
    "shapes": [f(g, "cube") for g in [lambda x: x.view(6, 4), lambda x: x.reshape(-1), lambda x: x.flatten(1), lambda x: x.unflatten(2, (2, 2)), lambda x: x.unsqueeze(1), lambda x: x[None, :, None].squeeze(0), lambda x: x[None].squeeze(), lambda x: x.transpose(0, 2), lambda x: x.permute(2, 0, 1), lambda x: x.movedim(0, -1), lambda x: x[:, :1].expand(2, 3, 4), lambda x: x.unsqueeze(0).expand(2, -1, -1, -1), lambda x: x.repeat(2, 1, 3), lambda x: x.repeat(2, 1, 1, 1), lambda x: x.tile((2,)), lambda x: torch.repeat_interleave(x, 2, 1), lambda x: x.flip(1, 2), lambda x: x.roll(1, 2), lambda x: x.roll((1, -1), (0, 2)), lambda x: x.roll(5), lambda x: torch.cat([x, x * 2], 1), lambda x: torch.stack([x, x * 2], -1), lambda x: x.split(2, 2), lambda x: x.split([1, 2], 1), lambda x: x.chunk(2, 2), lambda x: x.chunk(3, -1), lambda x: x.unbind(1), lambda x: torch.tensor_split(x, 3, 2), lambda x: torch.hstack([x, x]), lambda x: torch.broadcast_tensors(x, x[:1])[1], lambda x: x.swapaxes(0, 1), lambda x: torch.rot90(x, 1, (1, 2)), lambda x: torch.atleast_3d(x[0, 0]), lambda x: x.ravel(), lambda x: x.diagonal(0, 1, 2), lambda x: x.unfold(2, 2, 1), lambda x: x.contiguous().clone().detach(), lambda x: F.pad(x, (1, 2)), lambda x: F.pad(x, (1, 2, 0, 1), value=0.5), lambda x: F.pad(x, (-1, 2)), lambda x: F.pad(x, (1, 1), mode="reflect"), lambda x: F.pad(x, (2, 1), mode="replicate"), lambda x: F.pad(x, (2, 1), mode="circular"), lambda x: x.T if x.dim() == 2 else x.mT, lambda x: torch.meshgrid(x[0, 0], x[0, :, 0], indexing="ij"), lambda x: torch.tril(x), lambda x: torch.triu(x, 1)]]
        + [(m, ("image",)) for m in [nn.ReflectionPad2d(1), nn.ReplicationPad2d((1, 2, 0, 1)), nn.ZeroPad2d((1, 2, 3, 0)), nn.ConstantPad2d(1, 0.5), nn.Flatten(), nn.CircularPad2d(1), nn.Unfold(3, padding=1)]],
    "selections": [f(g, "cube") for g in [lambda x: x[:, 1], lambda x: x[..., -1], lambda x: x[:, 1:], lambda x: x[:, :, ::2], lambda x: x[:, :-1, 1:3], lambda x: x.select(1, 2), lambda x: x.narrow(2, 1, 2), lambda x: torch.index_select(x, 2, torch.tensor([0, 3, 1])), lambda x: x[:, [2, 0]], lambda x: x[[0, 1], [2, 0]], lambda x: x[:, torch.tensor([0, 1]), torch.tensor([3, -1])], lambda x: torch.take(x, torch.tensor([0, 5, 23])), lambda x: x.gather(2, torch.tensor([[[0, 3], [1, 1], [2, 0]]]).expand(2, 3, 2)), lambda x: torch.take_along_dim(x, torch.tensor([[[1]], [[0]]]), 1), lambda x: torch.zeros_like(x) + torch.ones(4) + torch.full((3, 1), 0.5) + torch.arange(4), lambda x: x + torch.eye(3, 4) + torch.linspace(0, 1, 4), lambda x: x.new_zeros(2, 3) + x[..., 0], lambda x: torch.slice_scatter(x, x[:, :1] * 2, 1, 1, 2), lambda x: torch.select_scatter(x, x[:, 0] * 2, 1, 2), lambda x: torch.where(torch.tensor([True, False, True, False]), x, -x)]]
        + [(nn.Embedding(5, 3), ("index",)), (nn.Embedding(5, 3, padding_idx=0), ("index",)), f(lambda i: i + 1, "index"), f(lambda i: F.one_hot(i, 4), "index"), f(lambda i, x: x[0, 0][i], "index", "cube"), f(lambda i, x: x[:, :, 0].gather(1, i % 3), "index", "cube"), f(lambda i, x: x[0, 0].expand(2, 4).gather(1, i), "index", "cube"),],
    "resizing": [(m, ("even",)) for m in [nn.Upsample(scale_factor=2), nn.Upsample(scale_factor=2, mode="bilinear"), nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True), nn.Upsample((5, 11), mode="bilinear"), nn.Upsample((5, 11)), nn.Upsample(scale_factor=1.7), nn.Upsample(scale_factor=1.7, mode="bilinear"), nn.Upsample(scale_factor=2, mode="bicubic"), nn.Upsample((5, 11), mode="bicubic", align_corners=True), nn.Upsample((6, 12), mode="nearest-exact"), nn.UpsamplingNearest2d(scale_factor=3), nn.UpsamplingBilinear2d(scale_factor=2)]]
        + [(m, ("series",)) for m in [nn.Upsample(scale_factor=2), nn.Upsample(scale_factor=2, mode="linear"), nn.Upsample(17, mode="linear", align_corners=True), nn.Upsample(17, mode="nearest-exact")]] + [f(lambda x: F.interpolate(x, scale_factor=0.5, mode="area"), "even"), f(lambda x: F.interpolate(x, scale_factor=0.5, mode="bilinear"), "even")],
}

# What tinyml refuses: an error names all of it at once.
REFUSED = [f(lambda i: i << 2, "counts"), f(lambda x: x.cumprod(1), "cube"), f(lambda x: x.cummax(1), "cube"), (nn.EmbeddingBag(5, 3, mode="mean"), ("index",)), f(lambda x: x[:, :0], "cube"), f(lambda x: torch.fft.rfft(x).abs(), "cube")]

class Case(nn.Module):
    def __init__(self, what): super().__init__(); self.module = what if isinstance(what, nn.Module) else None; self.what = what
    def forward(self, *inputs): return (self.module or self.what)(*inputs)

class Theme(nn.Module):
    def __init__(self, cases, keys):
        super().__init__(); self.cases = nn.ModuleList([Case(what) for what, _ in cases]); self.places = [[keys.index(k) for k in inputs] for _, inputs in cases]
    # In-place layers work on copies, so that cases do not change each other's inputs.
    def forward(self, *inputs): return [case(*[inputs[k].clone() for k in places]) for case, places in zip(self.cases, self.places)]

def save(module, keys, path, decomposed=False):
    inputs = tuple(INPUTS[k] for k in keys); module = module.eval()
    with torch.no_grad():
        wanted = [t for t in torch.utils._pytree.tree_leaves(module(*[i.clone() for i in inputs])) if isinstance(t, torch.Tensor)]
        program = torch.export.export(module, inputs)
        if decomposed: program = program.run_decompositions()
    buffer = io.BytesIO(); torch.export.save(program, buffer); buffer.seek(0)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path + ".pt2", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for name in source.namelist():
            short = "model/" + name.split("/", 1)[1]; data = source.read(name)
            if "/sample_inputs/" in name or "/.data/" in name: continue
            if "/models/" in name:
                program_json = json.loads(data)
                for node in program_json["graph_module"]["graph"]["nodes"]:
                    for key in [k for k in node["metadata"] if k != "nn_module_stack"]: del node["metadata"][key]
                data = json.dumps(program_json).encode()
            target.writestr(zipfile.ZipInfo(short), data, zipfile.ZIP_DEFLATED, 9)
    def numbers(t): t = t.detach(); return {"dtype": str(t.dtype).split(".")[1], "shape": list(t.shape), "data": [float(f"{v:.8g}") if t.is_floating_point() else int(v) for v in t.reshape(-1).tolist()]}
    json.dump({"torch": torch.__version__.split("+")[0], "inputs": [numbers(t) for t in inputs], "outputs": [numbers(t) for t in wanted]}, open(path + ".json", "w"), separators=(",", ":"))

if __name__ == "__main__":
    parser = argparse.ArgumentParser(); parser.add_argument("--each"); parser.add_argument("--only", default=""); parser.add_argument("--decomposed", action="store_true"); options = parser.parse_args()
    for theme, cases in [*THEMES.items(), ("refused", REFUSED)]:
        if options.only and options.only not in theme: continue
        if options.each:
            for i, (what, keys) in enumerate(cases):
                name = type(what).__name__ if isinstance(what, nn.Module) else getattr(what, "__name__", "f").strip("<>")
                try: save(Case(what), list(keys), os.path.join(options.each, f"{theme}-{i}-{name}"), options.decomposed)
                except Exception as error: print("not exported", theme, i, name, str(error).splitlines()[0][:150])
        else:
            keys = sorted({k for _, inputs in cases for k in inputs}); save(Theme(cases, keys), keys, os.path.join(HERE, theme))
