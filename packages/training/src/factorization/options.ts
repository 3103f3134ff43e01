import { excludeOption, layersSchema } from '../layer-names.ts';
import { keepSparsityOption } from '../techniques/keep-zeros.ts';
import { trainingOptions } from '../training-options.ts';

/** What a pass that splits layers may be told; `rank` says what its rank counts. */
export const splitOptions = (rank: string, energy: number) =>
  ({
    type: 'object',
    additionalProperties: false,
    properties: {
      rank: {
        anyOf: [
          { type: 'integer', minimum: 1 },
          { type: 'string', enum: ['auto'] },
        ],
        default: 'auto',
        description: `${rank}; auto: in each layer as many as \`energy\` takes`,
      },
      energy: {
        type: 'number',
        exclusiveMinimum: 0,
        maximum: 1,
        default: energy,
        description: "rank auto: share of the sum of squares of a layer's weights to keep",
      },
      include: {
        ...layersSchema,
        description: 'only these layers, by name; `*` stands for any characters; default: all',
      },
      exclude: excludeOption,
      ...keepSparsityOption,
      ...trainingOptions({ epochs: 5, batch: 64, learningRate: 1e-3 }),
    },
  }) as const;
