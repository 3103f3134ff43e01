import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

/** TML960. `reason`: a sentence about the artifact */
export const artifactRefused = (server: string, reason: string): Diagnostic => ({
  code: 'TML960',
  severity: 'warning',
  message: `the remote cache ${server} sent an artifact that is not taken: ${reason}`,
  hint: 'the stage runs here instead, and the result is the same; `tinyml explain TML960` says what may be wrong',
});

/** TML961. `reason` undefined: it took too long */
export const remoteNotReached = (server: string, reason: string | undefined): Diagnostic => ({
  code: 'TML961',
  severity: 'warning',
  message: `the remote cache ${server} is left out of this build: ${reason ?? 'it takes too long'}`,
  hint: 'stages that are not in the cache of this machine run here; TINYML_REMOTE_CACHE=off goes without it',
});

/** TML962. `reason` undefined: it took too long */
export const remoteNotWritten = (server: string, reason: string | undefined): Diagnostic => ({
  code: 'TML962',
  severity: 'warning',
  message: `not all results could be sent to the remote cache ${server}: ${reason ?? 'it takes too long'}`,
  hint: 'the build itself is complete; `tinyml cache push` sends the rest',
});

/** TML963 */
export const cacheKeysWrong = (file: string, line: number | undefined, problem: string): Diagnostic => ({
  code: 'TML963',
  severity: 'error',
  message: problem,
  hint: '`tinyml cache keygen` makes a pair and shows what belongs into the file',
  file,
  ...(line === undefined ? {} : { line }),
});

/** TML964 */
export const signingKeyWrong = (problem: string): Diagnostic => ({
  code: 'TML964',
  severity: 'error',
  message: `TINYML_CACHE_SIGNING_KEY ${problem}`,
  hint: 'it is `ed25519-private:` and 43 characters, as `tinyml cache keygen` prints it, and its public key is listed in tinyml.cache.yaml',
});

/** TML965. `missing`: what of the settings is not there */
export const noRemoteCache = (missing: string): Diagnostic => ({
  code: 'TML965',
  severity: 'error',
  message: `there is no remote cache: ${missing}`,
  hint: 'it takes TURBO_API, TURBO_TOKEN and TURBO_TEAM or TURBO_TEAMID, and public keys in tinyml.cache.yaml: see docs/ci.md',
});

/** TML966. `place`: of the artifact within what is imported */
export const importRefused = (file: string, reasons: readonly string[]): Diagnostic => ({
  code: 'TML966',
  severity: 'error',
  message: `artifacts in ${file} are not taken:\n${reasons.map((reason) => `  ${reason}`).join('\n')}`,
  hint: 'the others are imported; `--unsigned` takes what is not signed from a file that you trust as your own cache',
});

/** TML967. `what`: `read` or `write` */
export const exportNotWritable = (path: string, what: string, problem: string): Diagnostic => ({
  code: 'TML967',
  severity: 'error',
  message: `cannot ${what} ${path}: ${problem}`,
  hint: 'an export is a file, or a folder with a file for each stage',
});

export const remoteCacheExplanations: Explanations = {
  TML960: `Nothing that a server sends is believed: an artifact must be signed with a key that tinyml.cache.yaml lists, be made by this
version of tinyml, belong to the stage and the inputs that were asked for, and hold exactly the bytes that were signed. One that is
not is left alone, and the stage runs here. Often it is harmless: a key that was taken off the list, a proxy that compresses or
cuts answers. If not, someone who can write to the server tries to change what you build. The warning comes once for each reason.`,
  TML961: `A build waits for its remote cache for 5 seconds altogether (TURBO_REMOTE_CACHE_TIMEOUT sets another number), and then goes on
without it. An answer that is neither an artifact nor 404 ends it as well: a token that is not valid gives 401 or 403.`,
  TML962: `Results are sent while the build goes on, and waited for at its end, for 5 seconds or what TURBO_REMOTE_CACHE_TIMEOUT says.
Servers may also refuse artifacts that are large for them.`,
  TML963:
    'tinyml.cache.yaml lists, under `keys`, the public keys whose artifacts are taken: `ed25519:` and 43 characters each.',
  TML964: `The private key that artifacts are signed with comes by the environment alone, in jobs that nobody else's code runs in.
Its public key must be among those of tinyml.cache.yaml: nobody would take the artifacts otherwise.`,
  TML965:
    '`tinyml cache push` and `tinyml cache pull` need a server, a token for it, a team, and the public keys of the repository.',
  TML966: `\`tinyml cache import\` takes only artifacts that are signed with a key of tinyml.cache.yaml, made by this version of tinyml
and whole. Names in the file never become paths: what is taken lies in the cache under its own digest.`,
  TML967: 'The file or folder of `tinyml cache export` or `import` could not be written or read.',
};
