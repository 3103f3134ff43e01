import { layerFormsOf } from '@tinyml/formats';
import { workspaceSchema } from '@tinyml/core/internal';
import { editorSchema } from '../editor-schema.ts';
import { printJson } from '../report.ts';
import type { Command, CommonOptions } from '../terminal.ts';
import { makeToolkit } from '../toolkit.ts';
import { findTraining } from '../training.ts';

/** Prints the schema itself, with or without --json: it is a JSON document. */
const command: Command<CommonOptions & { readonly workspace?: boolean }> = async (_, options, terminal) => {
  if (options.workspace === true) {
    printJson(workspaceSchema, terminal);
    return 0;
  }
  const { boards, passes, operators } = makeToolkit(await findTraining('.'));
  printJson(editorSchema(boards, [...passes.values()], layerFormsOf(operators)), terminal);
  return 0;
};

export default command;
