import { manifestSchema } from '@tinyml/core';
import { printJson } from '../report.ts';
import type { Command } from '../terminal.ts';

/** Prints the schema itself, with or without --json: it is a JSON document. */
const command: Command = async (_, __, terminal) => {
  printJson(manifestSchema, terminal);
  return Promise.resolve(0);
};

export default command;
