import { readFile } from 'node:fs/promises';
import { writeWhole } from '../output/write-whole.ts';
import type { Session } from '../pipeline/session.ts';
import { lockPath, type Choice } from './lock.ts';
import { lockInputs } from './lock-inputs.ts';
import { lockText } from './lock-text.ts';

/**
 * Writes what a search chose beside the manifest, by rename. `session`: the manifest's own, with all of its data. The same choice for the same inputs gives the same bytes; comments of a
 * lock that is replaced stay. @returns where it lies
 */
export const writeLock = async (session: Session, choice: Choice): Promise<string> => {
  const file = lockPath(session.manifest.source.file);
  const former = await readFile(file, 'utf8').catch(() => undefined);
  const text = lockText({ schema: 'tinyml-lock/1', inputs: await lockInputs(session), ...choice }, former);
  if (text === former) return file;
  writeWhole(file, text);
  return file;
};
