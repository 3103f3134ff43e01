import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** What the names of a model's further files are relative to: the model, where that is a folder, else the folder that it lies in. */
export const modelFolder = (model: string): string =>
  statSync(model, { throwIfNoEntry: false })?.isDirectory() === true ? model : dirname(model);
