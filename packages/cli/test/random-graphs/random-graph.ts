import type { Constants, DType, Graph, TensorData, TensorType } from '@tinyml/core';
import { detections } from './detections.ts';
import { openDraft, randomQuant, type Draft } from './draft.ts';
import { elementwise } from './elementwise.ts';
import { layers } from './layers.ts';
import type { Makers } from './maker.ts';
import { makings, movements, reductions } from './movements.ts';
import { seededRandom } from './random.ts';
import { segments } from './segments.ts';

export interface RandomGraph {
  readonly graph: Graph;
  readonly constants: Constants;
  readonly inputs: readonly TensorData[];
}

/** How to add each operator. */
export const makers: Makers = {
  ...elementwise,
  ...layers,
  ...movements,
  ...makings,
  ...reductions,
  ...detections,
  ...segments,
};

/** Each node is of a family first: most of movements and element-wise operators. */
const families = [
  elementwise,
  elementwise,
  layers,
  layers,
  movements,
  movements,
  makings,
  reductions,
  detections,
  segments,
];

const inputType = ({ random }: Draft): TensorType => {
  const dtype: DType = random.pick([
    'float32',
    'float32',
    'int8',
    'int8',
    'int8',
    'int16',
    'int16',
    'uint8',
    'int32',
    'bool',
  ]);
  const rank = random.pick([4, 4, 4, 3, 2, 1]);
  const shape = [random.int(1, 2), ...Array.from({ length: rank - 1 }, () => random.int(1, 7))];
  const scaled = dtype === 'int8' || dtype === 'int16' || dtype === 'uint8';
  return { dtype, shape, ...(scaled && { quant: randomQuant(dtype, random) }) };
};

/** A graph of 1 to 9 nodes over all operators and types that it knows, and an input: the same seed gives the same ones. */
export const randomGraph = (seed: number): RandomGraph => {
  const draft = openDraft(seededRandom(seed));
  const { random } = draft;
  draft.input(inputType(draft));
  if (random.chance(0.3)) draft.input(inputType(draft));
  const wanted = random.int(1, 9);
  let made = 0;
  for (let attempts = 0; made < wanted && attempts < 60; attempts += 1) {
    const [, make] = random.pick(Object.entries(random.pick(families)));
    // The last values are preferred, so that graphs grow deep.
    const known = draft.computed();
    const source = random.chance(0.7) ? (known.at(-1) as string) : random.pick(known);
    if (make(draft, source) !== undefined) made += 1;
  }
  if (made === 0) return randomGraph(seed + 1_000_003);
  return { ...draft.finish(), constants: draft.constants };
};
