import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../tools/testing.ts';
import { inFolder, tinyml } from './tinyml.ts';

jest.setTimeout(120_000);

const example = join(dirname(fileURLToPath(import.meta.url)), '../../../examples/fashion-mnist');

/** Runs the model twice over an arena painted in two colours: a byte that keeps both was never written. */
const painter = `
#include "fashion.c"
#include <stdio.h>
static uint8_t before[sizeof fashion_arena];
static int run(int colour)
{
  unsigned i;
  memset(fashion_arena, colour, sizeof fashion_arena);
  for (i = 0; i < FASHION_INPUT_0_BYTES; i++) ((uint8_t *)fashion_input_0())[i] = (uint8_t)(i * 37);
  return fashion_invoke();
}
int main(void)
{
  unsigned i, written = 0;
  if (run(0xa5)) return 1;
  memcpy(before, fashion_arena, sizeof before);
  if (run(0x3c)) return 1;
  for (i = 0; i < sizeof before; i++) if (before[i] != 0xa5 || fashion_arena[i] != 0x3c) written = i + 1;
  printf("%u %u", (unsigned)FASHION_ARENA_BYTES, written);
  return 0;
}
`;

describeWith('the arena', { commands: ['cc'] }, () => {
  test.each([
    ['size', 'quantize: { mode: int8 }'],
    ['latency', 'quantize: { mode: int8 }'],
    ['size', 'quantize: { mode: dynamic-range }'],
  ])('has as many bytes as are used: priority %s, %s', async (priority, pass) => {
    await inFolder(async (folder) => {
      await writeFile(
        join(folder, 'tinyml.yaml'),
        `version: 1\nname: fashion\nmodel: ${example}/models/fashion.h5\ntarget: { core: cortex-m4f }\npriority: ${priority}\n` +
          `data: { calibration: { file: ${example}/data/calibration.npz, array: image, scale: 1/255 } }\n` +
          `passes: [fold-constants, remove-identity, fuse-activation, eliminate-dead-nodes, ${pass}]\noutput: { dir: out }\n`,
      );
      expect(await tinyml(['build', folder, '--cache-dir', join(folder, 'cache')])).toMatchObject({ status: 0 });
      await writeFile(join(folder, 'paint.c'), painter);
      const program = join(folder, 'paint');
      const source = join(folder, 'out/lib/fashion/src');
      execFileSync('cc', ['-w', `-I${source}`, join(folder, 'paint.c'), '-lm', '-o', program]);
      const [bytes, written] = execFileSync(program, { encoding: 'utf8' }).split(' ');
      expect(written).toBe(bytes);
    });
  });
});
