import { existsSync } from 'node:fs';
import type { CodeDigests } from '@tinyml/core/internal';

/** Filled in by build.mjs. */
declare const TINYML_CODE_DIGESTS: CodeDigests | undefined;

/**
 * Digests of the code of all packages, as they were when this one was bundled: an installed tinyml does not change,
 * and the keys of its results are the same wherever a package manager puts its files. In a checkout code changes at
 * any time, and is read.
 */
export const codeDigests = (): CodeDigests | undefined =>
  typeof TINYML_CODE_DIGESTS === 'undefined' || existsSync(new URL('../src', import.meta.url))
    ? undefined
    : TINYML_CODE_DIGESTS;
