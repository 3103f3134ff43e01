import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, tinyml, type Ended, type StartOptions } from './binary.ts';

const example = join(root, 'examples/fashion-mnist');

export const manifest = (rest: string, name = 'fashion'): string =>
  `version: 1\nname: ${name}\nmodel: models/fashion.h5\ntarget: { board: nucleo_f446re }\n` +
  `data: { calibration: { file: data/calibration.npz, array: image, scale: 1/255 } }\n${rest}`;

export const int8 = 'passes: [fold-constants, fuse-activation, quantize: { mode: int8 }]\n';
export const float16 = 'passes: [fold-constants, fuse-activation, quantize: { mode: float16 }]\n';

/** A user's project in `folder`: a convolutional network with calibration data. Gives the manifest's path. */
export const makeProject = (folder: string, rest = int8): string => {
  for (const part of ['models', 'data/calibration.npz'])
    cpSync(join(example, part), join(folder, part), { recursive: true });
  const path = join(folder, 'tinyml.yaml');
  writeFileSync(path, manifest(rest));
  return path;
};

export interface Document {
  readonly schema: string;
  readonly diagnostics?: readonly { readonly code: string; readonly message: string; readonly hint: string | null }[];
  readonly run?: {
    readonly stages: readonly { readonly name: string; readonly cached: boolean }[];
    readonly seconds: number;
  };
}

export const documentOf = ({ stdout }: Ended): Document => JSON.parse(stdout) as Document;

/** Names of the stages that ran. */
export const ran = (ended: Ended): readonly string[] =>
  documentOf(ended).run?.stages.flatMap(({ name, cached }) => (cached ? [] : [name])) ?? ['no build'];

export const buildIn = (folder: string, words: readonly string[] = [], options: StartOptions = {}): Promise<Ended> =>
  tinyml(['build', folder, '--json', ...words], options);
