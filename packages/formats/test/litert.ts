import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { python } from '../../../tools/testing.ts';

const script = fileURLToPath(new URL('litert.py', import.meta.url));

export interface LitertRun {
  readonly model: string;
  /** Base64 of each input's bytes, per case; null for seeded noise. */
  readonly cases: readonly (readonly string[] | null)[];
}

export interface LitertAnswer {
  readonly outputs?: readonly (readonly string[])[];
  readonly error?: string;
}

/** Runs models in LiteRT's reference kernels. */
export const runInLitert = (runs: readonly LitertRun[]): readonly LitertAnswer[] => {
  const { status, stdout, stderr } = spawnSync(python, [script], {
    input: JSON.stringify({ runs }),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) as { runs: readonly LitertAnswer[] }).runs;
};
