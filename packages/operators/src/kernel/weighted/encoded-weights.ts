/** Kernels whose weights are stored in fewer bytes than they have elements: as the plain kernel, with other constants. */

import {
  byteWidth,
  codeWeights,
  defineKernel,
  elementCount,
  encodedRow,
  fitsPacked,
  packWeights,
  sparseWeights,
  traitsOf,
  type CodedWeights,
  type Cost,
  type Kernel,
  type KernelArgument,
  type KernelCall,
  type KernelOperand,
  type KernelRequest,
  type PackedConstant,
  type TensorType,
  type WeightEncoding,
} from '@tinyml/core';
import { ratedCost } from '../kernel-cost.ts';
import { rowDistance } from '../overlap-distance.ts';
import { kernelSources } from '../kernel-sources.ts';
import { hasFourBits } from './four-bits.ts';
import { rates } from './kernel-rates.ts';

/** How a layer goes over its filter: once for each row of its input, or window by window, then with channels together or each alone. */
export type EncodedLayer = 'dense' | 'convolution' | 'depthwise';

/** Bytes of decoded filters that a convolution keeps at a time, where four channels do not take more. */
const together = 2048;

const filterOf = ({ inputs }: KernelRequest): KernelOperand => inputs[1] as KernelOperand;

const rowOf = (request: KernelRequest): number =>
  encodedRow(filterOf(request).type.shape, traitsOf(request.operators, request.node.op).weighted?.channelAxis ?? 0);

/** The request with the filter as it is in the graph. */
const decoded = (request: KernelRequest): KernelRequest => ({
  ...request,
  inputs: request.inputs.map((operand, i) =>
    i === 1 && operand !== null
      ? { type: operand.type, ...(operand.constant && { constant: operand.constant }) }
      : operand,
  ),
});

/** Kernels are asked more than once, for tiles as well. */
const memo = new WeakMap<object, CodedWeights>();

const codedOf = (request: KernelRequest): CodedWeights => {
  const values = filterOf(request).constant as Int8Array;
  const known = memo.get(values) ?? codeWeights(values, rowOf(request));
  memo.set(values, known);
  return known;
};

interface Stored {
  readonly constants: readonly PackedConstant[];
  /** Fields of the params beside the plain kernel's. */
  readonly fields: Readonly<Record<string, { readonly fields: Readonly<Record<string, number>> }>>;
}

const stored = (request: KernelRequest, encoding: WeightEncoding): Stored => {
  if (encoding === 'packed4') {
    const values = packWeights(filterOf(request).constant as Int8Array, rowOf(request));
    return { constants: [{ name: 'filter', ctype: 'uint8_t', values }], fields: {} };
  }
  if (encoding === 'sparse') {
    const { counts, pairs } = sparseWeights(filterOf(request).constant as Int8Array, rowOf(request));
    return {
      constants: [
        { name: 'filter', ctype: 'uint8_t', values: pairs },
        { name: 'counts', ctype: 'uint16_t', values: counts },
      ],
      fields: {},
    };
  }
  const { counts, stream, symbols, zeros } = codedOf(request);
  return {
    constants: [
      { name: 'filter', ctype: 'uint8_t', values: stream },
      { name: 'lengths', ctype: 'uint8_t', values: counts },
      { name: 'symbols', ctype: 'int8_t', values: symbols },
    ],
    fields: { code: { fields: { zeros, longest: counts.length } } },
  };
};

/** Output channels that a convolution decodes at once: a multiple of four, or all. */
const channelsTogether = (request: KernelRequest, layer: EncodedLayer): number => {
  if (layer !== 'convolution') return filterOf(request).type.shape.at(-1) as number;
  const channels = filterOf(request).type.shape[0] as number;
  return Math.min(channels, 4 * Math.max(1, Math.floor(together / (4 * rowOf(request)))));
};

/** The plain kernel reads a row for four results at once, these for each. */
const lowerDense = (request: KernelRequest, { overlaps, scratch }: KernelCall): Partial<KernelCall> => {
  const [x, y] = [request.inputs[0]?.type, request.outputs[0]] as readonly [TensorType, TensorType];
  if (scratch > 0) return { overlaps: overlaps ?? [] };
  return {
    overlaps: [{ input: 0, output: 0, distance: rowDistance(elementCount(x.shape) / rowOf(request), x, y, 1) }],
  };
};

const lowerConvolution = (request: KernelRequest, layer: EncodedLayer, call: KernelCall): Partial<KernelCall> => {
  const channels = channelsTogether(request, layer);
  const whole = layer !== 'convolution' || channels === filterOf(request).type.shape[0];
  const { overlaps = [], ...rest } = call;
  return {
    arguments: [...call.arguments, { scratch: true }],
    scratch: whole ? elementCount(filterOf(request).type.shape) : channels * rowOf(request),
    // With several rounds over the input, nothing may lie over it.
    overlaps: whole ? overlaps : [],
    params: {
      ...rest.params,
      fields: { ...rest.params?.fields, together: channels },
    } as NonNullable<KernelCall['params']>,
  };
};

/**
 * What decoding takes: measured on dense layers, whose products are part of it. Those of a convolution are its plain
 * kernel's.
 */
const costOf = (request: KernelRequest, layer: EncodedLayer, encoding: WeightEncoding, plain: () => Cost): Cost => {
  const filter = filterOf(request);
  const [row, count] = [rowOf(request), elementCount(filter.type.shape)];
  const dense = layer === 'dense';
  const inputs = elementCount((request.inputs[0] as KernelOperand).type.shape);
  const times = dense ? inputs / row : 1;
  const coded = encoding === 'coded' ? codedOf(request) : undefined;
  const values = encoding === 'sparse' ? sparseWeights(filter.constant as Int8Array, row).pairs.length / 2 : count;
  const own = ratedCost(rates, `tml_${encoding}_s8`, request, {
    row: (times * count) / row,
    value: times * (coded?.coded ?? values),
    ...(coded && { bit: times * coded.bits }),
  });
  const more = (instructions: number, cycles: number, { instructions: i, cycles: c }: Cost): Cost => ({
    instructions: own.instructions + instructions + i,
    cycles: own.cycles + cycles + c,
  });
  const none = { instructions: 0, cycles: 0 };
  // A hybrid layer quantises its input.
  if (dense) return request.outputs[0]?.dtype === 'float32' ? more(25 * inputs, 40 * inputs, none) : own;
  const rounds = layer === 'convolution' ? Math.ceil(count / row / channelsTogether(request, layer)) : 1;
  const positions = elementCount((request.outputs[0] as TensorType).shape.slice(0, 3));
  // Each round goes over the image again.
  return more(60 * (rounds - 1) * positions, 80 * (rounds - 1) * positions, plain());
};

const problemOf = (request: KernelRequest, encoding: WeightEncoding): string | undefined => {
  const filter = filterOf(request);
  if (filter.encoding !== encoding && !(encoding === 'packed4' && hasFourBits(filter)))
    return `the filter is stored ${filter.encoding === undefined ? 'plainly' : `as ${filter.encoding}`}`;
  if (!(filter.constant instanceof Int8Array) || byteWidth(filter.type.dtype) !== 1)
    return 'the filter must be an int8 constant';
  if (encoding === 'packed4' && !fitsPacked(filter.constant)) return 'the filter has values beyond four bits';
  if (encoding === 'sparse' && rowOf(request) > 65535) return 'the filter has too long rows';
  if (encoding === 'coded' && codedOf(request).counts.some((count) => count > 255))
    return 'the code has 256 words of one length';
  return undefined;
};

/** The kernel `plain` with its filter stored in fewer bytes. */
export const encoded = (plain: Kernel, layer: EncodedLayer, encoding: WeightEncoding): Kernel => {
  const name = plain.name.replace(/_(s8|hybrid)$/, `_${encoding}_$1`);
  return defineKernel({
    name,
    version: 1,
    op: plain.op,
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    supports: (request) => problemOf(request, encoding) ?? plain.supports(decoded(request)),
    lower(given) {
      const request = given;
      const call = plain.lower(decoded(given));
      const { constants, fields } = stored(request, encoding);
      const own = call.params as NonNullable<KernelCall['params']>;
      const dense = layer === 'dense';
      const flat = dense && encoding !== 'coded';
      const family = dense ? name : `tml_conv_${encoding}_s8`;
      const next: KernelCall = {
        ...call,
        function: name,
        params: flat ? own : { type: `${family}_params`, fields: { plain: { fields: own.fields }, ...fields } },
        arguments: call.arguments.flatMap((argument): readonly KernelArgument[] =>
          'constant' in argument && argument.constant === 'filter'
            ? constants.map((constant) => ({ constant: constant.name }))
            : [argument],
        ),
        constants: [...constants, ...call.constants.filter((constant) => constant.name !== 'filter')],
      };
      return { ...next, ...(dense ? lowerDense(request, next) : lowerConvolution(request, layer, next)) };
    },
    cost: (request) => costOf(request, layer, encoding, () => plain.cost(decoded(request))),
  });
};
