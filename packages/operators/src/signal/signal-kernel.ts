import {
  defineKernel,
  isPresent,
  type CValue,
  type DType,
  type Kernel,
  type KernelArgument,
  type KernelRequest,
  type OpName,
  type PackedConstant,
} from '@tinyml/core';
import { noRates, ratedCost, type Work } from '../kernel/kernel-cost.ts';
import { kernelSources } from '../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem } from '../kernel/operand.ts';

/** Parameters of a call, and the constants that they point to. */
interface SignalParams {
  readonly fields: Readonly<Record<string, CValue>>;
  readonly constants?: readonly PackedConstant[];
}

export interface SignalKernel<Name extends OpName> {
  readonly op: Name;
  /** The C function; its params struct has that name and `_params`. */
  readonly function: string;
  readonly header: string;
  /** Type of the first operand. */
  readonly dtype: DType;
  params(request: KernelRequest<Name>): SignalParams;
  /** How many operands are arguments, from the first one on; those beyond are in the parameters. Default: one. */
  readonly operands?: number;
  /** How many results the C function has arguments for; NULL for those that the node does not have. Default: one. */
  readonly results?: number;
  /** Pairs of operand and result that may share memory. */
  readonly inPlace?: readonly (readonly [input: number, output: number])[];
  work(request: KernelRequest<Name>): Work;
  readonly floats?: (request: KernelRequest<Name>) => number;
  problem?(request: KernelRequest<Name>): string | undefined;
}

const absent: KernelArgument = { c: 'NULL' };

/** A kernel of a signal operator: `function(params, operands, results)`. */
export const signalKernel = <Name extends OpName>(definition: SignalKernel<Name>): Kernel<Name> =>
  defineKernel<Name>({
    name: definition.function,
    version: 1,
    op: definition.op,
    isa: 'generic',
    sources: kernelSources(definition.header),
    supports(request) {
      const found = request.inputs[0]?.type.dtype;
      if (found !== definition.dtype) return `takes ${definition.dtype}, not ${found ?? 'nothing'}`;
      return operatorProblem(request) ?? definition.problem?.(request) ?? true;
    },
    lower(request) {
      const { operands: operandCount = 1, results = 1, inPlace = [] } = definition;
      const { constants = [], fields } = definition.params(request);
      const operands = Array.from({ length: operandCount }, (_, i) =>
        isPresent(request.inputs[i]) ? operandArgument(request, i, `operand${String(i)}`) : undefined,
      );
      return {
        function: definition.function,
        params: { type: `${definition.function}_params`, fields },
        arguments: [
          { params: true },
          ...operands.map((operand) => operand?.argument ?? absent),
          ...Array.from({ length: results }, (_, output) =>
            output < request.outputs.length ? ({ output } as const) : absent,
          ),
        ],
        constants: [...constants, ...operands.flatMap((operand) => operand?.constants ?? [])],
        scratch: 0,
        inPlace: inPlace.filter(
          ([input, output]) =>
            output < request.outputs.length &&
            isPresent(request.inputs[input]) &&
            request.inputs[input].constant === undefined,
        ),
      };
    },
    cost: (request) =>
      ratedCost(noRates, definition.function, request, definition.work(request), definition.floats?.(request) ?? 0),
  });

/** A constant operand as the parameters point to it. */
export const pointedTo = ({ inputs }: KernelRequest, index: number, name: string): PackedConstant => ({
  name,
  ctype: 'int16_t',
  values: (inputs[index]?.constant ?? []) as Int16Array,
});
