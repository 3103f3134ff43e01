import type { KernelRequest } from '@tinyml/core';
import type { RowAxis, RowRead, Rows, RowView } from './row-view.ts';
import { rowView } from './rows-slot.ts';

type Follower = NonNullable<KernelRequest['followers']>[number];

/** A follower as the request that it would be alone. */
const aloneOf = (request: KernelRequest, { node, inputs, outputs }: Follower): KernelRequest => ({
  node,
  inputs,
  outputs,
  operators: request.operators,
  core: request.core,
  priority: request.priority,
});

/** The view of a call's nodes followed by one more, whose operand `fed` is what they give. */
const followedBy = (view: RowView, next: RowView, follower: Follower, operands: number): RowView | undefined => {
  const fed = next.reads.find(({ operand }) => operand === follower.fed);
  if (fed === undefined || fed.rows !== view.rows) return undefined;
  const own = next.reads.flatMap((read): RowRead[] =>
    read === fed ? [] : [{ ...read, operand: operands + read.operand - (read.operand > follower.fed ? 1 : 0) }],
  );
  const through = view.reads.map((read): RowRead => ({ ...read, needs: (rows: Rows) => read.needs(fed.needs(rows)) }));
  return {
    axis: view.axis,
    rows: next.rows,
    rowBytes: next.rowBytes,
    reads: [...through, ...own],
    slice(rows) {
      const before = view.slice(fed.needs(rows));
      const { node, inputs, outputs } = next.slice(rows);
      return { ...before, followers: [...(before.followers ?? []), { node, inputs, outputs, fed: follower.fed }] };
    },
  };
};

/** What a kernel runs by rows: one node, or a line of them. Operands are numbered as those of the call. */
export const unitView = (request: KernelRequest, axis: RowAxis): RowView | undefined => {
  const { followers = [], ...first } = request;
  let view = rowView(first, axis);
  let operands = first.inputs.length;
  for (const follower of followers) {
    const next = rowView(aloneOf(request, follower), axis);
    view = view === undefined || next === undefined ? undefined : followedBy(view, next, follower, operands);
    operands += follower.inputs.length - 1;
  }
  return view;
};
