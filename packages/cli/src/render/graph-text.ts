import { printGraph, type BuildOptions } from '@tinyml/core/internal';
import type { Terminal } from '../terminal.ts';

/** Prints the graph after `wanted`, or after every stage: data, so to stdout, unless that is kept for JSON. */
export const graphPrinter =
  (wanted: string, terminal: Terminal): NonNullable<BuildOptions['onGraph']> =>
  (stage, graph, constants) => {
    if (wanted !== 'all' && wanted !== stage) return;
    const text = `# after ${stage}\n${printGraph(graph, { constants })}---\n`;
    if (terminal.json) terminal.err(text);
    else terminal.out(text);
  };
