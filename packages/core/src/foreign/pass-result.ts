import { badResult } from '../diagnostics/catalogue/packages.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import type { Graph } from '../ir/graph.ts';
import type { PassResult } from '../pass/define-pass.ts';
import { graphRule } from './graph-rule.ts';
import { resultRule } from './result-rule.ts';
import { kindOf } from './rule.ts';

/** One line without control characters, which a terminal would obey. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').slice(0, 300);

/**
 * What a pass returned, as plain data of tinyml's own: a pass of a package may return anything. The same graph stays
 * the same object. @throws TinymlError TML314
 */
export const readPassResult = (owner: string, before: Graph, returned: unknown): PassResult => {
  const refuse = (problem: string): TinymlError => new TinymlError(badResult(owner, problem));
  if (typeof returned !== 'object' || returned === null) throw refuse(`it returned ${kindOf(returned)}, not a graph`);
  const { graph, metrics, artifacts, diagnostics, summary } = (
    'graph' in returned ? returned : { graph: returned }
  ) as Partial<Record<keyof PassResult, unknown>>;
  if (typeof graph !== 'object' || graph === null) throw refuse(`it returned { graph: ${kindOf(graph)} }`);
  const besides = structuredClone({ metrics, artifacts, diagnostics, summary });
  const copy: unknown = graph === before ? before : structuredClone(graph);
  const problem = resultRule(besides, '') ?? (graph === before ? undefined : graphRule(copy, ''));
  if (problem !== undefined) throw refuse(`in what it returned, ${problem}`);
  const given = Object.entries(besides).filter(([, value]) => value !== undefined);
  return {
    graph: copy as Graph,
    ...Object.fromEntries(given),
    ...(typeof summary === 'string' ? { summary: oneLine(summary) } : {}),
  };
};
