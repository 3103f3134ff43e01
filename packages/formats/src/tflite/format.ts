import { TinymlError, type Diagnostic, type Graph } from '@tinyml/core';
import {
  verifyGraph,
  verifyNodes,
  type ImportContext,
  type ModelFormat,
  type ModelSource,
} from '@tinyml/core/internal';
import { basename } from 'node:path';
import { collectProblems } from './problems.ts';
import { checkIsTflite, hasIdentifier } from './identify.ts';
import { outlineTflite } from './outline.ts';
import { readTflite } from './read.ts';
import { ownRefusal } from './refusals.ts';

const nameOf = (path: string): string => basename(path).replace(/\.[^.]*$/, '');

/** What the graph's operators refuse, each reason once; contradictions one by one. */
const checkNodes = (path: string, graph: Graph, context: ImportContext): void => {
  const problems = collectProblems(path);
  for (const { node, problems: found } of verifyNodes(graph, context.operators, context.constants)) {
    const name = node.source?.name ?? node.id;
    for (const problem of found) {
      if (problem.code !== 'TML301') problems.add({ file: path, ...problem });
      else problems.layer({ name, operator: node.op }, ownRefusal(reasonOf(problem, node.op, name)));
    }
  }
  problems.check();
};

/** `conv_2d (x): types … are not supported` without the layer, which is told once for all. */
const reasonOf = ({ message }: Diagnostic, op: string, name: string): string =>
  message.replace(`${op} (${name}): `, '');

const read = ({ path, bytes }: ModelSource, context: ImportContext): Graph => {
  checkIsTflite(path, bytes);
  const graph = readTflite(path, nameOf(path), bytes, context);
  const problems = verifyGraph(graph, context.operators, context.constants);
  if (problems.length > 0 && problems.every(({ code }) => code === 'TML301' || code === 'TML304'))
    checkNodes(path, graph, context);
  if (problems.length > 0) throw new TinymlError(...problems.map((problem) => ({ file: path, ...problem })));
  return graph;
};

/** TensorFlow Lite models: FlatBuffers of schema version 3. */
export const tfliteFormat: ModelFormat = {
  name: 'tflite',
  version: 2,
  extensions: ['.tflite'],
  signatures: true,
  detect: hasIdentifier,
  read: (source, context) =>
    new Promise((resolve) => {
      resolve(read(source, context));
    }),
  outline: ({ path, bytes }, context) =>
    new Promise((resolve) => {
      checkIsTflite(path, bytes);
      resolve(outlineTflite(path, nameOf(path), bytes, context));
    }),
};
