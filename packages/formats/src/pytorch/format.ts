import { isOperatorError, TinymlError, type Graph } from '@tinyml/core';
import { verifyGraph, type ImportContext, type ModelFormat, type ModelSource } from '@tinyml/core/internal';
import { basename } from 'node:path';
import { isZip } from '../data/zip.ts';
import { inconsistentModel } from '../diagnostics/model.ts';
import { openArchive, type Archive } from './archive.ts';
import { importProgram } from './import-program.ts';
import { outlineProgram } from './outline.ts';

const nameOf = (path: string): string => basename(path).replace(/\.[^.]*$/, '');

const readGraph = (path: string, archive: Archive, context: ImportContext): Graph => {
  try {
    return importProgram(path, nameOf(path), archive, context);
  } catch (error) {
    if (!isOperatorError(error)) throw error;
    throw new TinymlError(inconsistentModel(path, 'the program', error.message));
  }
};

const read = ({ path, bytes }: ModelSource, context: ImportContext): Graph => {
  const graph = readGraph(path, openArchive(path, bytes), context);
  const problems = verifyGraph(graph, context.operators, context.constants);
  if (problems.length > 0) throw new TinymlError(...problems.map((problem) => ({ file: path, ...problem })));
  return graph;
};

/** The first entry of an archive that torch.export.save wrote lies in a folder, and its name is of few kinds. */
const isProgram = (head: Uint8Array): boolean =>
  isZip(head) &&
  /^[^/]*\/(data\/(weights|constants|sample_inputs)\/|models\/|archive_format|archive_version|byteorder|\.data\/)|^serialized_(exported_program|state_dict)/.test(
    new TextDecoder('latin1').decode(head.subarray(30)),
  );

/** PyTorch's exported programs: `.pt2` files of torch.export.save. */
export const pytorchFormat: ModelFormat = {
  name: 'pytorch',
  version: 1,
  extensions: ['.pt2'],
  channelsFirst: true,
  detect: isProgram,
  read: (source, context) => Promise.resolve().then(() => read(source, context)),
  outline: (source, context) =>
    Promise.resolve().then(() => {
      const archive = openArchive(source.path, source.bytes);
      return outlineProgram(archive.program, nameOf(source.path), () => read(source, context));
    }),
};
