import { checkPassCase, passCases, type PassCasesOptions } from './pass-cases.ts';

/** The functions of jest (or of a framework with the same names) that `testPass` needs. */
export interface TestFunctions {
  readonly describe: (name: string, body: () => void) => void;
  readonly test: (name: string, body: () => Promise<void>) => void;
  readonly expect: (actual: unknown) => { toEqual(expected: unknown): void };
}

/**
 * One test a case: `testPass({ describe, test, expect }, { pass, folder, operators })`. TINYML_UPDATE=1 in the
 * environment rewrites the expectations.
 */
export const testPass = ({ describe, test, expect }: TestFunctions, options: PassCasesOptions): void => {
  describe(`pass ${options.pass.name}`, () => {
    for (const slug of passCases(options.folder)) {
      test(slug, async () => {
        const update = options.update ?? process.env['TINYML_UPDATE'] === '1';
        expect(await checkPassCase({ ...options, update }, slug)).toEqual([]);
      });
    }
  });
};
