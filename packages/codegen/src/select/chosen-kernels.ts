import type { Node, Target } from '@tinyml/core';
import { balanced } from './balanced.ts';
import { fastest } from './choice.ts';
import type { Selected } from './selected.ts';
import { smallest } from './smallest.ts';
import { priorityOf } from './supporting-kernels.ts';

const bytesText = (bytes: number): string => `${String(Math.abs(Math.round(bytes)))} B`;

/** A kernel for each node. */
export interface Chosen {
  readonly chosen: ReadonlyMap<Node, Selected>;
  /** What another kernel would do to the program, as the end of a sentence. */
  instead(node: Node, other: Selected): string;
}

/** A kernel of those found for each node, the program as a whole in view. */
export const chooseAmong = (found: ReadonlyMap<Node, readonly Selected[]>, target: Target): Chosen => {
  switch (priorityOf(target)) {
    case 'size': {
      const { selection, saving } = smallest(found, target);
      return {
        chosen: selection,
        instead(node, other) {
          const saved = saving(node, other);
          return saved > 0
            ? `, too slow for the ${bytesText(saved)} that it would save`
            : ', and would not make the program smaller';
        },
      };
    }
    case 'balanced': {
      const { selection, instead } = balanced(found, target);
      return {
        chosen: selection,
        instead(node, other) {
          const { flash } = instead(node, other);
          return flash === 0
            ? ''
            : `, ${flash > 0 ? 'which takes' : 'which saves only'} ${bytesText(flash)}${flash > 0 ? ' more' : ''}`;
        },
      };
    }
    case 'accuracy':
    case 'latency':
      return {
        chosen: new Map([...found].map(([node, candidates]) => [node, fastest(candidates)])),
        instead: () => '',
      };
  }
};
