import { appendFileSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../../tools/testing.ts';
import { binary, compiled, inFolder, start, tinyml } from './binary.ts';
import { makeProject, manifest } from './project.ts';

jest.setTimeout(240_000);

const pass = `import { rate } from './rate of the pass.mjs';
export default {
  name: 'do-nothing', version: rate, kind: 'graph', summary: 'does nothing', preserves: 'bits', search: {},
  options: { type: 'object', additionalProperties: false, properties: {} },
  requires: [], establishes: [], invalidates: [], needs: [],
  async run(graph, context) { await context.readFile('notes.txt'); return graph; },
};
`;

/** A project whose folder and files have names that make and ninja would take apart. */
const projectIn = (folder: string): string => {
  const place = join(folder, 'my $project #1');
  mkdirSync(place);
  const file = makeProject(place, 'passes: [fold-constants, ./pass.mjs, quantize: { mode: int8 }]\n');
  writeFileSync(join(place, 'pass.mjs'), pass);
  writeFileSync(join(place, 'rate of the pass.mjs'), 'export const rate = 1;\n');
  writeFileSync(join(place, 'notes.txt'), 'x');
  expect(readFileSync(file, 'utf8')).toContain('pass.mjs');
  return place;
};

const touch = (path: string): void => {
  utimesSync(path, new Date(), new Date());
};

const inputs = [
  'tinyml.yaml',
  'models/fashion.h5',
  'data/calibration.npz',
  'pass.mjs',
  'rate of the pass.mjs',
  'notes.txt',
];

describeWith('build --depfile', { files: [compiled], commands: ['ninja', 'make'] }, () => {
  test('lists all inputs of the record, from the cache too', async () => {
    await inFolder(async (folder) => {
      const place = projectIn(folder);
      const words = ['build', '--cache-dir', 'cache', '-q', '--depfile', 'sub/fw.d'];
      const texts = [];
      for (let i = 0; i < 2; i++) {
        expect((await tinyml(words, { cwd: place })).status).toBe(0);
        texts.push(readFileSync(join(place, 'sub/fw.d'), 'utf8'));
      }
      expect(texts[1]).toBe(texts[0]);
      const text = (texts[0] ?? '').replaceAll(' \\\n', '').replaceAll('\\ ', '_').split('\n\n');
      const [targets = '', sources = ''] = (text[0] ?? '').split(': ');
      expect(targets).toBe('firmware/tinyml-build.json');
      expect(sources.trim().split(/ +/).toSorted()).toEqual(inputs.map((path) => path.replaceAll(' ', '_')).toSorted());
    });
  });

  test.each(['ninja', 'make'])('%s builds again when an input changes, and only then', async (command) => {
    await inFolder(async (folder) => {
      const place = projectIn(folder);
      writeFileSync(
        join(place, 'build.ninja'),
        `rule tinyml\n  command = node "${binary}" build --cache-dir cache -q --depfile fw.d\n` +
          '  depfile = fw.d\n  deps = gcc\n  restat = 1\nbuild firmware/tinyml-build.json: tinyml tinyml.yaml\n',
      );
      writeFileSync(
        join(place, 'Makefile'),
        `firmware/tinyml-build.json:\n\tnode "${binary}" build --cache-dir cache -q --depfile fw.d && touch $@\n-include fw.d\n`,
      );
      const run = async (): Promise<boolean> => {
        const { status, stdout, stderr } = await start(command, [], { cwd: place });
        expect({ status, stderr, stdout }).toMatchObject({ status: 0 });
        return stdout.includes('--depfile');
      };
      expect(await run()).toBe(true);
      expect(await run()).toBe(false);
      for (const path of ['notes.txt', 'rate of the pass.mjs', 'data/calibration.npz']) {
        if (path === 'notes.txt') appendFileSync(join(place, path), 'y');
        touch(join(place, path));
        expect({ path, ran: await run() }).toEqual({ path, ran: true });
        expect({ path, ran: await run() }).toEqual({ path, ran: false });
      }
      // An input that is gone stops nobody.
      writeFileSync(join(place, 'tinyml.yaml'), manifest('passes: [fold-constants]\n'));
      touch(join(place, 'tinyml.yaml'));
      expect(await run()).toBe(true);
    });
  });

  test('and --frozen do not go together', async () => {
    expect((await tinyml(['build', 'nowhere', '--frozen', '--depfile', 'x'])).status).toBe(2);
  });
});
