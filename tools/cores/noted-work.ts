import type { Kernel } from '@tinyml/core';
import { workOf } from '../kernel-rates/probed-work.ts';

export type NotedWork = NonNullable<ReturnType<typeof workOf>>;

/** Kernels that note what work they are asked to tell the time of, by kernel and node. */
export const notingWork = (works: Map<string, NotedWork>, kernels: readonly Kernel[]): readonly Kernel[] =>
  kernels.map((kernel): Kernel => {
    const cost: Kernel['cost'] = (request) => {
      const key = `${kernel.name} ${request.node.id}`;
      // The whole layer is asked for first, then perhaps a few of its rows.
      const found = works.has(key) ? undefined : workOf(() => kernel.cost(request));
      if (found !== undefined) works.set(key, found);
      return kernel.cost(request);
    };
    return { ...kernel, cost };
  });
