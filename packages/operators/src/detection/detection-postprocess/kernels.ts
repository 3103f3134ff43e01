import { defineKernel, elementCount, perTensorQuant, type DType, type KernelRequest } from '@tinyml/core';
import { noRates, ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

type Request = KernelRequest<'detection_postprocess'>;

const forms: readonly (readonly [suffix: string, dtype: DType])[] = [
  ['f32', 'float32'],
  ['s8', 'int8'],
  ['u8', 'uint8'],
];

/** Boxes that are kept at a time: of one class, where the classes are gone through one by one. */
const chosenOf = ({ node: { attrs } }: Request): number =>
  attrs.useRegularNms ? Math.min(attrs.detectionsPerClass, attrs.maxDetections) : attrs.maxDetections;

/** Scale and zero point of each operand, as parameters: 1 and 0 of real numbers. */
const scaling = (request: Request): Readonly<Record<string, number>> =>
  Object.fromEntries(
    ['box', 'score', 'anchor'].flatMap((name, i) => {
      const { type } = requiredOperand(request, i);
      const { scale, zeroPoint } = type.dtype === 'float32' ? { scale: 1, zeroPoint: 0 } : perTensorQuant(type);
      return [
        [`${name}_scale`, scale],
        [`${name}_zero`, zeroPoint],
      ];
    }),
  );

export const kernels = withSizes(
  sizes,
  forms.map(([suffix, dtype]) => {
    const name = `tml_detection_postprocess_${suffix}`;
    return defineKernel<'detection_postprocess'>({
      name,
      version: 1,
      op: 'detection_postprocess',
      isa: 'generic',
      sources: kernelSources(`${name}.h`),
      supports(request) {
        const found = requiredOperand(request, 0).type.dtype;
        return found === dtype ? (operatorProblem(request) ?? true) : `takes ${dtype}, not ${found}`;
      },
      lower(request) {
        const { attrs } = request.node;
        const [, boxes = 0, coordinates = 0] = requiredOperand(request, 0).type.shape;
        const columns = requiredOperand(request, 1).type.shape.at(-1) ?? 0;
        const chosen = chosenOf(request);
        const operands = ['encodings', 'scores', 'anchors'].map((operand, i) => operandArgument(request, i, operand));
        return {
          function: name,
          params: {
            type: 'tml_detection_postprocess_params',
            fields: {
              boxes,
              coordinates,
              columns,
              first: columns - attrs.numClasses,
              classes: attrs.numClasses,
              detections: attrs.maxDetections,
              per_detection: attrs.maxClassesPerDetection,
              chosen,
              regular: Number(attrs.useRegularNms),
              score_threshold: attrs.nmsScoreThreshold,
              overlap_threshold: attrs.nmsIouThreshold,
              scale: [attrs.yScale, attrs.xScale, attrs.hScale, attrs.wScale],
              ...scaling(request),
            },
          },
          arguments: [
            { params: true },
            ...operands.map(({ argument }) => argument),
            ...[0, 1, 2, 3].map((output) => ({ output })),
            { scratch: true },
          ],
          constants: operands.flatMap(({ constants }) => constants),
          scratch: 8 * boxes + 16 * chosen,
        };
      },
      cost(request) {
        const score = elementCount(requiredOperand(request, 1).type.shape);
        const [, box = 0] = requiredOperand(request, 0).type.shape;
        const rounds = request.node.attrs.useRegularNms ? request.node.attrs.numClasses : 1;
        const candidate = rounds * Math.min(box, 2 * chosenOf(request));
        const overlap = candidate * chosenOf(request);
        return ratedCost(
          noRates,
          name,
          request,
          { score, candidate: candidate * Math.log2(box + 2), overlap: 2 * overlap },
          score + 20 * candidate + 15 * overlap,
        );
      },
    });
  }),
);
