import { describe, expect, test } from '@jest/globals';
import { type DataSource } from '@tinyml/core';
import { parseManifest } from '@tinyml/core/internal';

const read = (source: string): DataSource | undefined =>
  parseManifest(
    `version: 1\nmodel: /m/net.h5\ntarget: { core: cortex-m4f }\ndata: { test: ${source} }\n`,
    '/m/tinyml.yaml',
    { boards: [], variables: {}, exists: () => true },
  ).data.test;

describe('data sources', () => {
  test('presets become scale, mean and std', () => {
    expect(read('{ images: photos, preprocess: zero-to-one }')).toEqual({ images: '/m/photos', scale: 1 / 255 });
    expect(read('{ images: photos, preprocess: minus-one-to-one, resize: area, crop: center }')).toEqual({
      images: '/m/photos',
      scale: 2 / 255,
      mean: 1,
      resize: 'area',
      crop: 'center',
    });
    expect(read('{ images: photos, preprocess: imagenet, classes: [b, a] }')).toMatchObject({
      mean: [0.485, 0.456, 0.406],
      classes: ['b', 'a'],
    });
  });

  test('sound: features and frequencies in Hz, times in seconds', () => {
    expect(read('{ audio: clips, preprocess: mfcc, sample-rate: 16kHz }')).toEqual({
      audio: '/m/clips',
      features: { kind: 'mfcc' },
      sampleRate: 16_000,
    });
    expect(read('{ audio: clips, preprocess: { log-mel: { window: 25ms, low: 60, high: 7.6kHz } } }')).toEqual({
      audio: '/m/clips',
      features: { kind: 'log-mel', window: 0.025, low: 60, high: 7600 },
    });
  });

  test('loaders, what they read, and targets lie beside the manifest', () => {
    expect(read('{ loader: ./load.ts, reads: [a.bin, more/], targets: { file: y.npy, scale: 1/2 } }')).toEqual({
      loader: '/m/load.ts',
      reads: ['/m/a.bin', '/m/more'],
      targets: { file: '/m/y.npy', scale: 0.5 },
    });
  });
});
