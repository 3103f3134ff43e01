import {
  activationRange,
  defineKernel,
  doubles,
  quantizeMultiplier,
  type CValue,
  type Kernel,
  type KernelArgument,
  type KernelOperand,
  type KernelRequest,
  type PackedConstant,
  type TensorType,
} from '@tinyml/core';
import { ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { rowsConstant, rowsSuffix, type RowsIsa } from '../../kernel/weighted/row-words.ts';
import { floatLimit } from '../../kernel/weighted/weighted-constants.ts';
import { kindOf, svdfKinds, svdfSizes } from './svdf-operands.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { rates } from './kernel-rates.ts';
import { sizes } from './kernel-sizes.ts';

type Request = KernelRequest<'svdf'>;

interface Form {
  readonly name: string;
  /** Types of the input, the weights of features and in time, and the state. */
  readonly kinds: readonly string[];
  /** Another has rows of int8 for its features. */
  readonly isa?: RowsIsa;
}

const forms: readonly Form[] = [
  { name: 'tml_svdf_hybrid', kinds: [svdfKinds.hybrid, svdfKinds.hybridFeatures] },
  { name: 'tml_svdf_s8', kinds: [svdfKinds.int16State] },
  { name: 'tml_svdf_s8_s8', kinds: [svdfKinds.int8State] },
].flatMap((form) =>
  (['generic', 'dsp'] as const).map((isa) => ({ ...form, isa, name: `${form.name}${rowsSuffix(isa)}` })),
);

const typesOf = ({ inputs }: Request): readonly (TensorType | undefined)[] => inputs.map((operand) => operand?.type);
const scaleOf = ({ quant }: TensorType): number => quant?.scale[0] ?? 1;
/** However many bits the elements have. */
const dataOf = (operand: KernelOperand): Int8Array => operand.constant as Int8Array;

/** Less the zero point of the input times each filter's weights. */
const offsetsOf = (request: Request): Int32Array => {
  const { inputs: depth, filters } = svdfSizes(typesOf(request));
  const weights = dataOf(requiredOperand(request, 1));
  const zeroPoint = requiredOperand(request, 0).type.quant?.zeroPoint[0] ?? 0;
  return Int32Array.from({ length: filters }, (_, filter) =>
    weights.subarray(filter * depth, (filter + 1) * depth).reduce((sum, weight) => sum - zeroPoint * weight, 0),
  );
};

const limitsOf = (request: Request): Readonly<Record<'min' | 'max', CValue>> => {
  const [min, max] = activationRange(request.node.attrs.activation);
  return { min: floatLimit(min), max: floatLimit(max) };
};

const integerFields = (request: Request): Readonly<Record<string, CValue>> => {
  const [x, feature, time, , state] = request.inputs as readonly KernelOperand[] as [
    KernelOperand,
    KernelOperand,
    KernelOperand,
    unknown,
    KernelOperand,
  ];
  const result = request.outputs[0] as TensorType;
  const first = quantizeMultiplier((scaleOf(x.type) * scaleOf(feature.type)) / scaleOf(state.type));
  const second = quantizeMultiplier((scaleOf(state.type) * scaleOf(time.type)) / scaleOf(result));
  return {
    offset: { c: '@offset' },
    ...first,
    result_multiplier: second.multiplier,
    result_shift: second.shift,
    zero_point: result.quant?.zeroPoint[0] ?? 0,
  };
};

const hybridFields = (request: Request): Readonly<Record<string, CValue>> => {
  const [feature, time] = [requiredOperand(request, 1).type, requiredOperand(request, 2).type];
  const bytes = time.dtype === 'int8';
  return {
    time: bytes ? { c: '@time' } : 0,
    float_time: bytes ? 0 : { c: '@time' },
    feature_scale: scaleOf(feature),
    time_scale: bytes ? scaleOf(time) : 1,
    asymmetric: request.node.attrs.asymmetricQuantizeInputs === true ? 1 : 0,
    ...limitsOf(request),
  };
};

const ctypeOf = ({ type }: KernelOperand): PackedConstant['ctype'] =>
  type.dtype === 'int8' ? 'int8_t' : type.dtype === 'int16' ? 'int16_t' : 'float';

/** Kernels without floating-point numbers have parameters of one type. */
const isInteger = ({ inputs }: Request): boolean => inputs[0]?.type.dtype === 'int8';

const svdfKernel = ({ name, kinds, isa }: Form): Kernel<'svdf'> =>
  defineKernel<'svdf'>({
    name,
    version: 1,
    op: 'svdf',
    isa: isa ?? 'generic',
    sources: kernelSources(`${name}.h`),
    supports(request) {
      const kind = kindOf(typesOf(request));
      if (!kinds.includes(kind)) return `takes ${kinds.join(' or ')}, not ${kind}`;
      if (request.inputs.slice(1, 4).some((operand) => operand != null && operand.constant === undefined))
        return 'weights must be constants';
      if (svdfSizes(typesOf(request)).inputs * 255 * 128 >= 2 ** 31) return 'the accumulator could exceed 32 bits';
      return operatorProblem(request) ?? true;
    },
    lower(request) {
      const [feature, time] = [requiredOperand(request, 1), requiredOperand(request, 2)];
      const { batch, filters, inputs, memory } = svdfSizes(typesOf(request));
      const { rank } = request.node.attrs;
      const integer = isInteger(request);
      const hybrid = !integer && isa !== undefined;
      const units = filters / rank;
      const bias = request.inputs[3];
      const values = bias == null ? new Int32Array(units) : dataOf(bias);
      const more = integer ? integerFields(request) : hybrid ? hybridFields(request) : limitsOf(request);
      const scratch: readonly KernelArgument[] = hybrid ? [{ scratch: true }] : [];
      return {
        function: name,
        params: {
          type: `${integer ? 'tml_svdf_s8' : name}_params`,
          fields: {
            sizes: { fields: { batch, inputs, filters, memory, rank } },
            feature: { c: '@feature' },
            time: { c: '@time' },
            bias: { c: '@bias' },
            ...more,
          },
        },
        arguments: [{ params: true }, { input: 0 }, { input: 4 }, { output: 0 }, { output: 1 }, ...scratch],
        constants: [
          isa === undefined
            ? { name: 'feature', ctype: 'float', values: dataOf(feature) }
            : rowsConstant('feature', dataOf(feature), inputs, isa),
          { name: 'time', ctype: ctypeOf(time), values: dataOf(time) },
          { name: 'bias', ctype: integer ? 'int32_t' : 'float', values: doubles({ type: time.type, data: values }) },
          ...(integer ? [{ name: 'offset', ctype: 'int32_t' as const, values: offsetsOf(request) }] : []),
        ],
        scratch: hybrid ? inputs : 0,
      };
    },
    cost(request) {
      const { batch, filters, inputs, memory } = svdfSizes(typesOf(request));
      const work = { filter: batch * filters, feature: batch * filters * inputs, memory: batch * filters * memory };
      const floats = isInteger(request) ? 0 : 2 * (work.memory + (name === 'tml_svdf_f32' ? work.feature : 0));
      return ratedCost(rates, name, request, work, floats);
    },
  });

export const kernels = withSizes(sizes, [{ name: 'tml_svdf_f32', kinds: [svdfKinds.float] }, ...forms].map(svdfKernel));
