import {
  activationRange,
  defineKernel,
  sameQuant,
  slidingWindow,
  type CValue,
  type Kernel,
  type KernelRequest,
  type OpName,
  type Pair,
  type TensorType,
} from '@tinyml/core';
import { ratedCost, type RateTable } from '../../kernel/kernel-cost.ts';
import { windowDistance } from '../../kernel/overlap-distance.ts';
import { resultLimits } from '../../kernel/result-limits.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { int16Limits } from '../../kernel/weighted/int16-weights.ts';
import { vectorCost } from '../../kernel/weighted/vector-cost.ts';
import { floatLimit } from '../../kernel/weighted/weighted-constants.ts';
import { windowWork } from '../../kernel/window-work.ts';
import type { PoolingAttributes } from '../pooling-attributes.ts';

/** What tells one kind of pooling from another. */
export interface PoolingKind {
  readonly op: OpName;
  readonly rates: RateTable;
  /** Floating-point operations on one element of a window. */
  readonly floats: number;
  /** Whether the DSP kernel has a loop of its own for windows of 2×2. */
  readonly square: boolean;
}

const forms = ['f32', 's16', 's8', 's8_dsp', 'u8'] as const;

type Form = (typeof forms)[number] | 's8_mve';

const attributesOf = ({ node }: KernelRequest): PoolingAttributes => node.attrs as PoolingAttributes;

const typesOf = (request: KernelRequest): readonly [x: TensorType, y: TensorType] => {
  const x = request.inputs[0]?.type;
  const y = request.outputs[0];
  if (x === undefined || y === undefined) throw new Error(`${request.node.op} without an input`);
  return [x, y];
};

const limits = (request: KernelRequest, y: TensorType): Readonly<Record<'min' | 'max', CValue>> => {
  const { activation } = attributesOf(request);
  if (y.dtype === 'int8' || y.dtype === 'uint8') {
    const { min, max } = resultLimits(activation, y, y.dtype);
    return { min, max };
  }
  if (y.dtype === 'int16') return int16Limits({ y }, activation);
  const [min, max] = activationRange(activation);
  return { min: floatLimit(min), max: floatLimit(max) };
};

const dtypes = { f32: 'float32', s8: 'int8', s8_dsp: 'int8', s8_mve: 'int8', u8: 'uint8', s16: 'int16' } as const;

export const poolingKernel = ({ op, rates, floats, square }: PoolingKind, form: Form): Kernel => {
  const name = `tml_${op}_${form}`;
  const dtype = dtypes[form];
  const dsp = form === 's8_dsp';
  const vectors = form === 's8_mve';
  return defineKernel({
    name,
    version: 1,
    op,
    isa: vectors ? 'mve' : dsp ? 'dsp' : 'generic',
    sources: kernelSources(`${name}.h`),
    supports(request) {
      const [x, y] = typesOf(request);
      if (x.dtype !== dtype || y.dtype !== dtype) return `types ${x.dtype} → ${y.dtype} are not ${dtype}`;
      if (form !== 'f32' && !sameQuant(x.quant, y.quant)) return 'input and output differ in scale or zero point';
      const [rows, columns] = attributesOf(request).filter;
      if (form === 's16' && rows * columns > 65535) return 'the sum could exceed 32 bits';
      return true;
    },
    lower(request) {
      const [x, y] = typesOf(request);
      const { filter, strides, padding } = attributesOf(request);
      const [batch, height, width, channels] = x.shape as readonly [number, number, number, number];
      const window = slidingWindow([height, width], filter, strides, [1, 1], padding);
      const before: Pair = [window.height.before, window.width.before];
      const together = vectors ? Math.min(16, channels) : 1;
      const run = { x, y, filter, strides, dilations: [1, 1], before, channels: together, depthwise: true } as const;
      return {
        function: name,
        params: {
          type: `tml_pool_${form === 'f32' ? 'f32' : 's8'}_params`,
          fields: {
            geometry: {
              fields: {
                batch,
                input_height: height,
                input_width: width,
                channels,
                output_height: window.height.output,
                output_width: window.width.output,
                filter_height: filter[0],
                filter_width: filter[1],
                stride_height: strides[0],
                stride_width: strides[1],
                pad_top: window.height.before,
                pad_left: window.width.before,
              },
            },
            ...limits(request, y),
          },
        },
        arguments: [{ params: true }, { input: 0 }, { output: 0 }],
        constants: [],
        scratch: 0,
        overlaps: [{ input: 0, output: 0, distance: windowDistance(run) }],
      };
    },
    cost(request) {
      const [x, y] = typesOf(request);
      const attrs = attributesOf(request);
      const { positions, rows, taps } = windowWork(x, attrs.filter, attrs);
      const channels = y.shape[3] as number;
      // Counted in the assembly and in what gcc makes of the C around it.
      if (vectors)
        return vectorCost(40 + positions * 45 + Math.ceil(channels / 16) * (10 * positions + 5 * rows + 5 * taps));
      const fours = dsp ? Math.floor(channels / 4) : 0;
      const left = channels - 4 * fours;
      const inSquares = square && left === 0 && attrs.filter[0] === 2 && attrs.filter[1] === 2;
      const work = {
        position: positions,
        result: positions * channels,
        ...(inSquares
          ? { square: positions * fours }
          : {
              four: positions * fours,
              row: rows * fours,
              tap: taps * fours,
              leftRow: rows * left,
              leftTap: taps * left,
            }),
      };
      return ratedCost(
        rates,
        form === 's16' || form === 'u8' ? `tml_${op}_s8` : name,
        request,
        work,
        form === 'f32' ? taps * channels * floats : 0,
      );
    },
  });
};

/** The kernels of a pooling operator, for each element type. */
export const poolingKernels = (kind: PoolingKind): readonly Kernel[] => forms.map((form) => poolingKernel(kind, form));
