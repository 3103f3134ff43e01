import {
  defineKernel,
  elementCount,
  type CValue,
  type DType,
  type Kernel,
  type KernelRequest,
  type MeasuredSizes,
  type OpName,
  type PackedConstant,
} from '@tinyml/core';
import { elementCost } from './element-cost.ts';
import { noRates, type RateTable } from './kernel-cost.ts';
import { dtypeProblem, elementOverlaps, operandArgument, operatorProblem } from './operand.ts';
import { kernelSources } from './kernel-sources.ts';

/** Parameters beside the number of elements, and constants that they point to. */
export interface UnaryParams {
  readonly fields: Readonly<Record<string, CValue>>;
  readonly constants?: readonly PackedConstant[];
}

export interface UnaryKernel<Name extends OpName> {
  readonly op: Name;
  /** The C function; its params struct has that name and `_params`. */
  readonly function: string;
  /** The kernel's name; default: the function's. */
  readonly name?: string;
  /** Of a function that does not stand in the operator's folder. */
  readonly measured?: MeasuredSizes;
  readonly from: DType;
  readonly to: DType;
  readonly rates?: RateTable;
  /** Floating-point operations on one element. */
  readonly floats?: number;
  params(request: KernelRequest<Name>): UnaryParams;
  /** Why this kernel cannot run what the operator allows. */
  problem?(request: KernelRequest<Name>): string | undefined;
}

/** A kernel that maps each element on its own: `function(params, input, output)`. */
export const unaryKernel = <Name extends OpName>(definition: UnaryKernel<Name>): Kernel<Name> =>
  defineKernel<Name>({
    name: definition.name ?? definition.function,
    version: 1,
    op: definition.op,
    isa: 'generic',
    sources: kernelSources(`${definition.function}.h`),
    ...(definition.measured && { measured: definition.measured }),
    supports: (request) =>
      dtypeProblem(request, [definition.from], definition.to) ??
      operatorProblem(request) ??
      definition.problem?.(request) ??
      true,
    lower(request) {
      const { fields, constants = [] } = definition.params(request);
      const input = operandArgument(request, 0, 'input');
      const count = elementCount(request.outputs[0]?.shape ?? []);
      return {
        function: definition.function,
        params: { type: `${definition.function}_params`, fields: { count, ...fields } },
        arguments: [{ params: true }, input.argument, { output: 0 }],
        constants: [...constants, ...input.constants],
        scratch: 0,
        overlaps: elementOverlaps(request, [0]),
      };
    },
    cost: (request) => elementCost(definition.rates ?? noRates, definition.function, request, definition.floats ?? 0),
  });
