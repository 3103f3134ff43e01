import { isTinymlError, type Diagnostic, type Graph, type Node } from '@tinyml/core';
import type { ModelOutline } from '@tinyml/core/internal';
import { sourceOf } from './import-program.ts';
import type { Program } from './program.ts';

const problemsOf = (read: () => Graph): readonly Diagnostic[] => {
  try {
    read();
    return [];
  } catch (error) {
    if (!isTinymlError(error)) throw error;
    return error.diagnostics;
  }
};

/** The operators of a program whose translation `read` refuses; shapes are known only where all is translated. */
export const outlineProgram = (program: Program, name: string, read: () => Graph): ModelOutline => {
  const problems = problemsOf(read);
  const unsupported = new Map<string, string>();
  const nodes = program.nodes.map((node, index) => {
    const source = sourceOf(node, index);
    const start = `${source.op} (${source.name}): `;
    const problem = problems.find(({ message }) => message.startsWith(start));
    if (problem !== undefined) unsupported.set(node.name, problem.message.slice(start.length));
    return { id: node.name, op: source.op, attrs: {}, inputs: [], outputs: [], source } as unknown as Node;
  });
  return { graph: { name, inputs: [], outputs: [], values: new Map(), nodes }, unsupported };
};
