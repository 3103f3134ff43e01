import type { KernelRequest } from '@tinyml/core';
import type { RowAxis, RowView } from './row-view.ts';

/** How an operator gives rows: the node by rows along the axis, or undefined where it cannot run on some of them alone. */
export type RowRule = (request: KernelRequest, axis: RowAxis) => RowView | undefined;
