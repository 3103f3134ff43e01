import { layerFormsOf } from '@tinyml/formats';
import { editorSchema } from '../editor-schema.ts';
import { printJson } from '../report.ts';
import type { Command } from '../terminal.ts';
import { makeToolkit } from '../toolkit.ts';
import { findTraining } from '../training.ts';

/** Prints the schema itself, with or without --json: it is a JSON document. */
const command: Command = async (_, __, terminal) => {
  const { boards, passes, operators } = makeToolkit(await findTraining('.'));
  printJson(editorSchema(boards, [...passes.values()], layerFormsOf(operators)), terminal);
  return Promise.resolve(0);
};

export default command;
