import { defineKernel, isPresent, type Kernel, type KernelArgument, type OpName } from '@tinyml/core';
import { noRates, ratedCost } from '../kernel/kernel-cost.ts';
import { kernelSources } from '../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../kernel/operand.ts';

const absent: KernelArgument = { c: 'NULL' };

/** Bytes of a candidate: its box, its score, and how many chosen boxes it was held against. */
const candidateBytes = 12;

/** The kernel of an operator that chooses boxes, with or without a sigma and scores. */
export const suppressionKernel = <Name extends OpName>(op: Name): Kernel<Name> =>
  defineKernel<Name>({
    name: `tml_${op}`,
    version: 1,
    op,
    isa: 'generic',
    sources: kernelSources('tml_non_max_suppression.h'),
    supports: (request) => operatorProblem(request) ?? true,
    lower(request) {
      const boxes = requiredOperand(request, 0).type.shape[0] ?? 0;
      const most = request.outputs[0]?.shape[0] ?? 0;
      const names = ['boxes', 'scores', 'most', 'overlap_threshold', 'score_threshold', 'sigma'];
      const operands = [0, 1, 3, 4, 5].map((i) =>
        isPresent(request.inputs[i]) ? operandArgument(request, i, names[i] ?? '') : undefined,
      );
      const results: readonly KernelArgument[] =
        request.outputs.length === 3
          ? [{ output: 0 }, { output: 1 }, { output: 2 }]
          : [{ output: 0 }, absent, { output: 1 }];
      return {
        function: 'tml_non_max_suppression',
        params: { type: 'tml_non_max_suppression_params', fields: { boxes, most } },
        arguments: [
          { params: true },
          ...operands.map((operand) => operand?.argument ?? absent),
          ...results,
          { scratch: true },
        ],
        constants: operands.flatMap((operand) => operand?.constants ?? []),
        scratch: candidateBytes * boxes,
      };
    },
    cost(request) {
      const box = requiredOperand(request, 0).type.shape[0] ?? 0;
      const most = request.outputs[0]?.shape[0] ?? 0;
      const taken = Math.min(box, 2 * most);
      const overlap = (taken * Math.min(box, most)) / 2;
      return ratedCost(
        noRates,
        `tml_${op}`,
        request,
        { box, taken: taken * Math.log2(box + 2), overlap: 2 * overlap },
        box + 15 * overlap,
      );
    },
  });
