import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file whole or not at all: under another name beside it, then renamed. @throws Error of node:fs, and leaves nothing behind */
export const writeWhole = (file: string, text: string): void => {
  const beside = `${file}.${String(process.pid)}.tmp`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
};
