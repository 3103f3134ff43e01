import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isTinymlError } from '@tinyml/core';
import { describeWith, python } from '../../../tools/testing.ts';
import { openHdf5 } from '../src/hdf5/group.ts';

/** The same contents in each of HDF5's file versions: old groups, compact and dense new ones, chunks with filters. */
const script = `
import sys, h5py, numpy as np
for low in ('earliest', 'v108', 'v110', 'latest'):
    with h5py.File(f'{sys.argv[1]}/{low}.h5', 'w', libver=(low, 'latest') if low != 'latest' else 'latest') as f:
        for n in (3, 30, 700):
            g = f.create_group(f'g{n}')
            for i in range(n):
                g.create_dataset(f'layer_{i}/kernel:0', data=np.arange(6, dtype='f4').reshape(2, 3) + i)
            for i in range(min(n, 40)):
                g.attrs[f'a{i}'] = f'text {i}'
        f.attrs['long'] = 'x' * 70000
        f.attrs['fixed'] = np.array([b'ab', b'cde'])
        f.attrs['texts'] = ['one', 'zwei', '']
        f.attrs['numbers'] = [1.5, 2, 3]
        for name, dtype in (('half', '<f2'), ('double', '<f8'), ('big', '>i2'), ('bytes', '|u1'), ('flag', '?')):
            f.create_dataset(name, data=np.array([0, 1, 1, 0]).astype(dtype))
        f.create_dataset('scalar', data=np.float32(3.25))
        f.create_dataset('unwritten', (2, 2), 'f4')
        f.create_dataset('chunked', data=np.arange(1000 * 7, dtype='i4').reshape(1000, 7), chunks=(64, 4),
                         compression='gzip', shuffle=True, fletcher32=True)
        f['alias'] = h5py.SoftLink('/scalar')
        f['elsewhere'] = h5py.ExternalLink('/etc/passwd', '/x')
`;

describeWith('HDF5 files of every version', { pythonModules: ['h5py', 'numpy'] }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tinyml-hdf5-'));
  beforeAll(() => {
    execFileSync(python, ['-c', script, folder]);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test.each(['earliest', 'v108', 'v110', 'latest'])('%s', (version) => {
    const root = openHdf5(version, readFileSync(join(folder, `${version}.h5`)));
    for (const n of [3, 30, 700]) {
      const group = root.child(`g${String(n)}`);
      expect(group?.names()).toHaveLength(n);
      for (let i = 0; i < n; i++)
        expect(Array.from(group?.child(`layer_${String(i)}/kernel:0`)?.dataset()?.values ?? [])).toEqual([
          ...[0, 1, 2, 3, 4, 5].map((value) => value + i),
        ]);
      const last = Math.min(n, 40) - 1;
      expect(group?.attribute(`a${String(last)}`)?.values()).toEqual([`text ${String(last)}`]);
    }
    expect(root.attribute('long')?.values()).toEqual(['x'.repeat(70_000)]);
    expect(root.attribute('fixed')?.values()).toEqual(['ab', 'cde']);
    expect(root.attribute('texts')?.values()).toEqual(['one', 'zwei', '']);
    expect(root.attribute('numbers')?.values()).toEqual(Float64Array.of(1.5, 2, 3));
    for (const name of ['half', 'double', 'big', 'bytes', 'flag'])
      expect(Array.from(root.child(name)?.dataset()?.values ?? [])).toEqual([0, 1, 1, 0]);
    expect(root.child('scalar')?.dataset()).toEqual({ shape: [], values: Float64Array.of(3.25) });
    expect(root.child('unwritten')?.dataset()).toEqual({ shape: [2, 2], values: new Float64Array(4) });
    expect(root.child('g3')?.dataset()).toBeUndefined();
    expect(root.child('nothing/here')).toBeUndefined();
    expect(root.child('alias') ?? root.child('elsewhere')).toBeUndefined();
  });

  test('chunks of the old kind; those of 1.10 are refused by name', () => {
    for (const version of ['earliest', 'v108']) {
      const root = openHdf5(version, readFileSync(join(folder, `${version}.h5`)));
      const { shape, values } = root.child('chunked')?.dataset() ?? { shape: [], values: [] };
      expect(shape).toEqual([1000, 7]);
      expect(Array.from(values).every((value, i) => value === i)).toBe(true);
    }
    const latest = openHdf5('latest', readFileSync(join(folder, 'latest.h5')));
    try {
      latest.child('chunked')?.dataset();
      throw new Error('accepted');
    } catch (error) {
      expect(isTinymlError(error) && error.diagnostics.map(({ code }) => code)).toEqual(['TML208']);
    }
  });
});
