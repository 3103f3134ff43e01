import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import { isTinymlError } from '@tinyml/core';
import {
  graphFromJson,
  interpreterExecutor,
  loadManifest,
  makeImportStage,
  memoryStore,
  openSession,
  selectData,
  signatureOf,
  type Selection,
  type Session,
} from '@tinyml/core/internal';
import { manifestEnvironment } from '../src/manifest-environment.ts';
import { makeToolkit } from '../src/toolkit.ts';
import { inFolder } from './tinyml.ts';

jest.setTimeout(120_000);

const example = join(dirname(fileURLToPath(import.meta.url)), '../../../examples/fashion-mnist');
const images = `images: ${example}/data/test-images-idx3-ubyte.gz, scale: 1/255`;
const labels = `labels: ${example}/data/test-labels-idx1-ubyte.gz`;

interface Selected {
  readonly selection: Selection;
  readonly before: Session;
  readonly after: Session;
  readonly codes: readonly string[];
  /** Samples of a split in the session in which a choice is made. */
  open(
    split: 'calibration' | 'validation' | 'test',
  ): Promise<{ readonly count: number; readonly labels?: ArrayLike<number> }>;
}

const select = async (folder: string, data: string): Promise<Selected> => {
  const file = join(folder, 'tinyml.yaml');
  await writeFile(
    file,
    `version: 1\nmodel: ${example}/models/fashion.h5\ntarget: { core: cortex-m4f }\ndata:\n${data}`,
  );
  const { signal } = new AbortController();
  const codes: string[] = [];
  const before = await openSession(await loadManifest(file, manifestEnvironment()), makeToolkit(), {
    store: memoryStore(),
    tinymlVersion: '0',
    signal,
    onEvent: (event) => {
      if (event.type === 'diagnostic') codes.push(event.diagnostic.code);
    },
  });
  const imported = await (await makeImportStage(before)).run(() => undefined);
  const graph = graphFromJson(imported.value);
  const selected = await selectData(before, graph, interpreterExecutor({ signal, jobs: 1 }), 1);
  if (selected === undefined) throw new Error('no data');
  const { selection, session: after } = selected;
  return {
    selection,
    before,
    after,
    codes,
    async open(split) {
      const source = after.splits[split];
      if (source === undefined) throw new Error(`no ${split}`);
      return source.open(signatureOf(graph));
    },
  };
};

describe('the data of a choice', () => {
  test('half of the test data chooses, and other stages see what is left', async () => {
    await inFolder(async (folder) => {
      const chosen = await select(
        folder,
        `  calibration: { ${images}, limit: 10 }\n  test: { ${images}, ${labels}, limit: 100 }\n`,
      );
      const [choosing, reporting] = [await chosen.open('validation'), await chosen.open('test')];
      expect(chosen.codes).toContain('TML823');
      expect(chosen.codes).toContain('TML824');
      expect(choosing.count + reporting.count).toBe(90);
      expect(choosing.labels?.length).toBe(choosing.count);
      const { before, after } = chosen;
      expect(await after.splits.calibration?.digest()).toBe(await before.splits.calibration?.digest());
      expect(await after.splits.test?.digest()).not.toBe(await before.splits.test?.digest());
    });
  });

  test('without labels the imported model says what is right', async () => {
    await inFolder(async (folder) => {
      const { open, codes, selection } = await select(folder, `  calibration: { ${images}, limit: 40 }\n`);
      const choosing = await open('validation');
      expect(codes).toEqual(['TML825']);
      expect(selection.answers?.kind).toBe('classes');
      expect(choosing.count).toBe(10);
      expect(choosing.labels).toHaveLength(10);
      expect((await open('calibration')).count).toBe(30);
    });
  });

  test('nothing is left to choose by: an error', async () => {
    await inFolder(async (folder) => {
      const data = `  validation: { ${images}, ${labels}, limit: 20 }\n  test: { ${images}, ${labels}, limit: 30 }\n`;
      const failure: unknown = await select(folder, data).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(isTinymlError(failure) && failure.diagnostics.map(({ code }) => code)).toEqual(['TML826']);
    });
  });
});
