import { expect, test } from '@jest/globals';
import { findNameClash } from '../src/emit/name-clash.ts';

const header = 'int acme_init(void);\n#define ACME_BYTES 4\n';
const clash = (file: string, text: string) => findNameClash('acme', [header], new Map([[file, { text, kernel: 'k' }]]));

test.each([
  ['the file itself', 'acme.h', ''],
  ['the file in another case', 'Acme_Weights.h', ''],
  ['a function', 'other.h', 'static inline int acme_init(void) { return 0; }'],
  ['a macro', 'other.h', '#  define ACME_BYTES 8'],
])('%s that a kernel brings is a clash', (_, file, text) => {
  expect(clash(file, text)).toMatchObject({ code: 'TML244' });
});

test("a package's prefix alone is none", () => {
  const kernel =
    '#define ACME_SCALE_H\n/* acme_init() */\nstatic inline void acme_scale(const float *x) { (void)x[0]; }';
  expect(clash('acme_scale.h', kernel)).toBeUndefined();
});
