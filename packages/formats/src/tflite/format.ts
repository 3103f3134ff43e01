import { malformedModel, TinymlError, verifyGraph, type Graph, type ModelFormat } from '@tinyml/core';
import { basename } from 'node:path';
import { readTflite } from './read.ts';

const identifier = [...'TFL3'].map((letter) => letter.charCodeAt(0));

const hasIdentifier = (head: Uint8Array): boolean => identifier.every((byte, index) => head[4 + index] === byte);

/** TensorFlow Lite models: FlatBuffers of schema version 3. */
export const tfliteFormat: ModelFormat = {
  name: 'tflite',
  version: 1,
  extensions: ['.tflite'],
  detect: hasIdentifier,
  read: ({ path, bytes }, context): Promise<Graph> =>
    new Promise((resolve) => {
      if (bytes.length >= 8 && !hasIdentifier(bytes)) {
        throw new TinymlError(malformedModel(path, 'it is not a TensorFlow Lite file (no TFL3)', 4));
      }
      const graph = readTflite(path, basename(path).replace(/\.[^.]*$/, ''), bytes, context);
      const problems = verifyGraph(graph, context.operators, context.constants);
      if (problems.length > 0) throw new TinymlError(...problems.map((problem) => ({ file: path, ...problem })));
      resolve(graph);
    }),
};
