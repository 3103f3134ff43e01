import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** As `tools/testing.ts` has it, which only a test can load. */
const python = process.env['TINYML_PYTHON'] ?? 'python3';

/** Where generated cases are, or why there are none. */
export type GeneratedCases = { readonly folder: string } | { readonly missing: string };

/** Cases of operator sets 18 to 23, by the Python package onnx: Debian's end with set 17. The folder is the caller's to remove. */
export const generateCases = (): GeneratedCases => {
  if (process.env['TINYML_FAST'] === '1') return { missing: "Python's onnx" };
  const folder = mkdtempSync(join(tmpdir(), 'tinyml-onnx-cases-'));
  const script = join(import.meta.dirname, 'generate-cases.py');
  const { status, stderr, error } = spawnSync(python, [script, folder], { encoding: 'utf8' });
  if (status === 0) return { folder };
  const lastLine = error?.message ?? stderr.trim().split('\n').at(-1) ?? '';
  return { missing: `Python's onnx (${lastLine})` };
};
