import { processConsole, type Console } from './console.ts';
import type { Style } from './render/style.ts';
import { styleFor } from './render/style.ts';

/** Flags that every command takes. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** false: `--no-color`. */
  readonly color?: boolean;
  readonly cacheDir?: string;
  /** false: `--no-cache`. */
  readonly cache?: boolean;
  /** false: `--no-remote-cache`. */
  readonly remoteCache?: boolean;
  /** A stage, or `all`: its graph is printed. */
  readonly printAfter?: string;
  readonly jobs?: number;
}

/** Where a command's output goes: data to stdout, everything else to stderr. */
export interface Terminal {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** True where lines on stderr may be redrawn. */
  readonly live: boolean;
  readonly github: boolean;
  readonly style: Style;
  readonly errorStyle: Style;
  readonly signal: AbortSignal;
  out(text: string): void;
  err(text: string): void;
}

const wantsColor = (isTerminal: boolean, options: CommonOptions, env: NodeJS.ProcessEnv): boolean => {
  if (options.color === false || (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb') return false;
  return isTerminal;
};

export const makeTerminal = (
  options: CommonOptions,
  signal: AbortSignal,
  { out, err, outIsTerminal, errIsTerminal }: Console = processConsole(),
  env: NodeJS.ProcessEnv = process.env,
): Terminal => ({
  json: options.json ?? false,
  quiet: options.quiet ?? false,
  verbose: options.verbose ?? false,
  live: errIsTerminal && env['TERM'] !== 'dumb' && options.json !== true && options.quiet !== true,
  github: env['GITHUB_ACTIONS'] === 'true',
  style: styleFor(wantsColor(outIsTerminal, options, env)),
  errorStyle: styleFor(wantsColor(errIsTerminal, options, env)),
  signal,
  out,
  err,
});

/** A command: gives its exit status, or throws. */
export type Command<Options = CommonOptions> = (
  parameters: readonly string[],
  options: Options & CommonOptions,
  terminal: Terminal,
) => Promise<number>;
