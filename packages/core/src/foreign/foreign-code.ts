import { diverted, packageFailed } from '../diagnostics/catalogue/packages.ts';
import { isTinymlError, TinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnosticRule } from './result-rule.ts';
import { thrownText } from './thrown.ts';

/** Code that is not tinyml's, while it runs. */
export interface Foreign {
  /** Who is to be told: `pass p of ./p.js`, `package @acme/x`. */
  readonly owner: string;
  /** What it was doing, after "when it": `ran`, `was loaded`. */
  readonly doing: string;
}

interface Running extends Foreign {
  stop(error: TinymlError): void;
}

/** The innermost last. One build runs its stages one after the other, so that there is no doubt whose turn it is. */
const running: Running[] = [];
let last: Foreign | undefined;

/** A TinymlError that carries what it is said to: at least one error, in the form of a diagnostic. */
const isSoundError = (error: unknown): error is TinymlError =>
  isTinymlError(error) &&
  error.diagnostics.some((diagnostic) => (diagnostic as Diagnostic | null)?.severity === 'error') &&
  error.diagnostics.every((diagnostic, i) => diagnosticRule(diagnostic, String(i)) === undefined);

const blame = (foreign: Foreign, thrown: unknown): TinymlError => {
  try {
    if (isSoundError(thrown)) return thrown;
  } catch {
    // A thing that throws when it is looked at is told of like any other.
  }
  const error = new TinymlError(packageFailed(foreign.owner, foreign.doing, thrownText(thrown)));
  return Object.assign(error, { cause: thrown });
};

/**
 * Runs foreign code. Whatever it throws, rejects with or brings about in passing (an error in a timer, the end of the
 * process, a promise that nothing will settle) becomes an error that names it.
 * @throws TinymlError its own, else TML310 … TML312
 */
export const runForeign = async <T>(foreign: Foreign, run: () => T | Promise<T>): Promise<T> => {
  let self: Running | undefined;
  const stopped = new Promise<never>((_, reject) => {
    self = { ...foreign, stop: reject };
    running.push(self);
    last = foreign;
  });
  stopped.catch(() => undefined);
  try {
    return await Promise.race([Promise.resolve().then(run), stopped]);
  } catch (error) {
    throw blame(foreign, error);
  } finally {
    const at = self === undefined ? -1 : running.indexOf(self);
    if (at >= 0) running.splice(at, 1);
  }
};

/** The same for a call that gives its result at once. */
export const callForeign = <T>(foreign: Foreign, call: () => T): T => {
  last = foreign;
  try {
    return call();
  } catch (error) {
    throw blame(foreign, error);
  }
};

const stopRunning = (error: TinymlError): boolean => {
  const innermost = running.at(-1);
  innermost?.stop(error);
  return innermost !== undefined;
};

/**
 * An error that nobody caught: of the foreign code that runs, or that ran last and left something behind.
 * @returns what to report, where no call is there that will; `handled` where one is; undefined: it is tinyml's own
 */
export const strayError = (error: unknown): TinymlError | 'handled' | undefined => {
  const foreign = running.at(-1) ?? last;
  if (foreign === undefined) return undefined;
  if (isTinymlError(error)) return stopRunning(error) ? 'handled' : undefined;
  const blamed = new TinymlError(
    packageFailed(foreign.owner, running.length > 0 ? foreign.doing : 'was through', thrownText(error)),
  );
  Object.assign(blamed, { cause: error });
  return stopRunning(blamed) ? 'handled' : blamed;
};

/** The event loop has nothing left to do. @returns whether foreign code waits for something that cannot come */
export const nothingLeft = (): boolean => {
  const foreign = running.at(-1);
  return foreign !== undefined && stopRunning(new TinymlError(diverted(foreign.owner, foreign.doing, 'never-settles')));
};

/** Something wants to end the process. @throws TinymlError TML312 where that is foreign code */
export const refuseExit = (): void => {
  const foreign = running.at(-1);
  if (foreign === undefined) return;
  const error = new TinymlError(diverted(foreign.owner, foreign.doing, 'exits'));
  stopRunning(error);
  throw error;
};
