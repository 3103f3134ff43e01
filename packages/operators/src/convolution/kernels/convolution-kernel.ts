import {
  byteLength,
  defineKernel,
  slidingWindow,
  type Activation,
  type Kernel,
  type KernelRequest,
  type OpName,
  type Padding,
  type Pair,
  type TensorType,
} from '@tinyml/core';
import { convolutionGeometry, imageBytes } from './convolution-geometry.ts';
import { ratedCost, type RateTable } from '../../kernel/kernel-cost.ts';
import { recordDistance, windowDistance, type WindowRun } from '../../kernel/overlap-distance.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { paramsForm } from '../../kernel/weighted/params-form.ts';
import { roundsTwice } from '../../kernel/weighted/int16-weights.ts';
import {
  supportsWeighted,
  weightedConstants,
  weightedFields,
  weightedOperands,
  type WeightedForm,
  type WeightedOperands,
} from '../../kernel/weighted/weighted-constants.ts';
import { convolutionWork } from '../../kernel/window-work.ts';

/** What the attributes of every convolution hold. */
interface ConvolutionAttributes {
  readonly padding: Padding;
  readonly strides: Pair;
  readonly dilations: Pair;
  readonly activation: Activation;
}

const attributesOf = ({ node }: KernelRequest): ConvolutionAttributes => node.attrs as ConvolutionAttributes;

/** What tells one convolution from another. */
export interface ConvolutionKind {
  readonly op: OpName;
  readonly rates: RateTable;
  /** Axis of the filter that the results' channels lie along. */
  readonly axis: number;
  /** Products in one result. */
  taps(filter: TensorType): number;
  /** The order of reading and writing within a pixel. */
  readonly walk: Pick<WindowRun, 'channels' | 'depthwise'>;
  /** The kernels' name where it is not the operator's. */
  readonly name?: string;
  /** true, or why it cannot be, beyond the operands' types. */
  fits?(types: WeightedOperands['types']): true | string;
  /** What the function takes after its parameters. */
  further?(types: WeightedOperands['types']): readonly { readonly c: string }[];
  /** Whether the hybrid form quantises its input with a zero point, as LiteRT does. */
  asymmetric(filter: TensorType): boolean;
}

/** The kernels of a convolution: weights that slide over an image, in each form of storing them. */
export const convolution = (
  { op, rates, axis, taps, walk, asymmetric, fits, further, name: prefix = `tml_${op}` }: ConvolutionKind,
  form: WeightedForm,
): Kernel => {
  const name = `${prefix}_${form}`;
  const operandsOf = (request: KernelRequest): WeightedOperands =>
    weightedOperands(request, { x: 0, filter: 1, bias: 2 }, axis);
  return defineKernel({
    name,
    version: 1,
    op,
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    supports(request) {
      const operands = operandsOf(request);
      const fitting = fits?.(operands.types) ?? true;
      return fitting === true ? supportsWeighted(operands, form, taps(operands.filter.type)) : fitting;
    },
    lower(request) {
      const attrs = attributesOf(request);
      const operands = operandsOf(request);
      const { x, y, filter } = operands.types;
      const size: Pair = [filter.shape[1] as number, filter.shape[2] as number];
      const { height, width } = slidingWindow(
        [x.shape[1] as number, x.shape[2] as number],
        size,
        attrs.strides,
        attrs.dilations,
        attrs.padding,
      );
      const before: Pair = [height.before, width.before];
      const constants = weightedConstants(operands, form, false);
      const hybrid = form === 'hybrid';
      const single = form === 's16_wide' || form === 'u8';
      const batch = x.shape[0] as number;
      const distance = hybrid
        ? recordDistance(batch, byteLength(x) / batch, byteLength(y) / batch) // whole images are copied, quantised
        : windowDistance({ x, y, filter: size, ...attrs, before, ...walk, ...(single && { channels: 1 }) });
      return {
        function: name,
        params: {
          type: `tml_conv_${paramsForm(form)}_params`,
          fields: {
            geometry: convolutionGeometry(x, y, size, attrs.strides, attrs.dilations, before),
            ...(paramsForm(form) === 's16' && { twice: roundsTwice(operands.types) ? 1 : 0 }),
            ...weightedFields(operands.types, form, attrs.activation, asymmetric(filter)),
          },
        },
        arguments: [
          { params: true },
          ...(further?.(operands.types) ?? []),
          { input: 0 },
          ...constants.map((constant) => ({ constant: constant.name })),
          { output: 0 },
          ...(hybrid ? [{ scratch: true } as const] : []),
        ],
        constants,
        scratch: hybrid ? imageBytes(x) : 0,
        ...(hybrid ? { scratchOver: 0 } : {}),
        overlaps: [{ input: 0, output: 0, distance }],
      };
    },
    cost(request) {
      const { x, y, filter } = operandsOf(request).types;
      const depthwise = walk.depthwise === true;
      const all = convolutionWork(depthwise, x, y, filter, attributesOf(request));
      // The float kernel computes two results of one input channel at once, at the price of four channels' products.
      const inTwos = depthwise && form === 'f32' && ((y.shape[3] ?? 1) / (x.shape[3] ?? 1)) % 2 === 0;
      const { leftRun, leftProduct } = all;
      const work = inTwos ? { ...all, run: leftRun / 2, product: leftProduct, leftRun: 0, leftProduct: 0 } : all;
      return ratedCost(
        rates,
        form.startsWith('s16') || form === 'u8' ? `tml_${op}_s8` : `tml_${op}_${form}`,
        request,
        work,
        form.startsWith('f32') ? 2 * (work.product + work.leftProduct) : 0,
      );
    },
  });
};
