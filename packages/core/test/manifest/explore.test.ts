import { describe, expect, test } from '@jest/globals';
import { parseManifest, type Manifest } from '@tinyml/core/internal';

const read = (rest: string): Manifest =>
  parseManifest(`version: 1\nmodel: /m/net.h5\ntarget: { core: cortex-m4f }\n${rest}`, '/m/tinyml.yaml', {
    boards: [],
    variables: {},
    exists: () => true,
  });

describe('explore', () => {
  test('nothing is left out of a manifest that says nothing', () => {
    expect(read('').explore).toEqual({
      time: null,
      train: false,
      evaluations: null,
      parallel: 2,
      seed: 1,
      include: [],
      exclude: [],
      domains: [],
    });
  });

  test.each([
    ['90s', 90],
    ['10min', 600],
    ['1.5h', 5400],
  ])('%s are %d seconds', (written, seconds) => {
    expect(read(`explore: { time: ${written} }`).explore.time).toBe(seconds);
  });

  test('passes and domains keep their places', () => {
    const { explore, source } = read(
      [
        'explore:',
        '  passes:',
        '    include: [./own.js]',
        '    exclude:',
        '      - cluster',
        '  options:',
        '    quantize:',
        '      mode: [int8, int16x8]',
        '',
      ].join('\n'),
    );
    expect(explore.include.map(({ name }) => name)).toEqual(['./own.js']);
    const [excluded] = explore.exclude;
    expect(excluded?.name).toBe('cluster');
    expect(source.place(excluded?.at ?? []).line).toBe(8);
    const [domain] = explore.domains;
    expect(domain).toMatchObject({ pass: 'quantize', option: 'mode', values: ['int8', 'int16x8'] });
    expect(source.place(domain?.at ?? [], 'key').line).toBe(11);
  });
});

test('data.validation is a source as the other splits are', () => {
  expect(read('data: { validation: { images: v-idx3-ubyte.gz, scale: 1/255 } }').data.validation).toEqual({
    images: '/m/v-idx3-ubyte.gz',
    scale: 1 / 255,
  });
});
