import { describe, expect, test } from '@jest/globals';
import { isTinymlError, type Diagnostic } from '@tinyml/core';
import { lockPath, parseLock, type Lock } from '@tinyml/core/internal';
import { lockText } from '../../src/lock/lock-text.ts';

const digest = (letter: string): string => `sha256-${letter.repeat(64)}`;

const lock: Lock = {
  schema: 'tinyml-lock/1',
  inputs: { model: digest('a'), 'data.test': digest('b') },
  passes: [
    { name: 'fuse-activation', version: 1, options: {} },
    { name: 'quantize', version: 3, options: { mode: 'int8', limit: null } },
  ],
  kernels: 'size',
  figures: { flash: 10_728, accuracy: 0.8918 },
  weights: null,
  evaluations: 57,
  seed: 1,
};

const problemOf = (text: string): Diagnostic | undefined => {
  try {
    parseLock(text, '/m/tinyml.lock.yaml');
  } catch (error) {
    if (isTinymlError(error) && error.diagnostics.length === 1) return error.diagnostics[0];
    throw error;
  }
  return undefined;
};

describe('a lock', () => {
  test('lies beside its manifest', () => {
    expect(lockPath('/m/tinyml.yaml')).toBe('/m/tinyml.lock.yaml');
    expect(lockPath('/m/other.yml')).toBe('/m/other.lock.yaml');
  });

  test('comes back as it was written, and is the same bytes whatever order its parts are in', () => {
    const text = lockText(lock);
    expect(parseLock(text, 'l')).toEqual(lock);
    const turned = { ...lock, inputs: { 'data.test': digest('b'), model: digest('a') } };
    expect(lockText(turned)).toBe(text);
    expect(lockText(turned, text)).toBe(text);
  });

  test('comments stay when it is written anew, and where nothing changed not a byte does', () => {
    const commented = lockText(lock)
      .replace('evaluations:', '# agreed on in May\nevaluations:')
      .replace('name: quantize', 'name: quantize # not dynamic-range');
    expect(lockText(lock, commented)).toBe(commented);
    const other = lockText({ ...lock, evaluations: 90, figures: { flash: 9000 } }, commented);
    expect(other).toContain('# agreed on in May\nevaluations: 90');
    expect(other).toContain('# not dynamic-range');
    expect(parseLock(other, 'l')).toEqual({ ...lock, evaluations: 90, figures: { flash: 9000 } });
  });

  const text = lockText(lock);
  test.each([
    ['another form', text.replace('tinyml-lock/1', 'tinyml-lock/9'), /schema: /],
    ['a digest that is none', text.replace(digest('b'), 'sha256-12'), /data.test/],
    ['a pass without a version', text.replace(/^ +version: 3\n/m, ''), /- name: quantize|quantize/],
    ['options that are a list', text.replace('options: {}', 'options: []'), /options/],
    ['a count that is none', text.replace('evaluations: 57', 'evaluations: -1'), /evaluations/],
    ['kernels of no priority', text.replace('kernels: size', 'kernels: huge'), /kernels/],
    ['an unknown part', `${text}more: 1\n`, /more/],
    ['conflict marks', text.replace('kernels: size', '<<<<<<< HEAD\nkernels: size\n======='), /./],
    ['no mapping', '- a\n', /./],
    ['nothing', '', /^/],
    ['a bomb', `a: &a [1]\nb: &b [*a,*a]\nc: ${'['.repeat(200)}\n`, /./],
  ])('%s: one error with its place', (_, edited, frame) => {
    const problem = problemOf(edited);
    expect(problem).toMatchObject({ code: 'TML139', severity: 'error', file: '/m/tinyml.lock.yaml' });
    expect(problem?.line).toBeGreaterThan(0);
    expect(problem?.frame).toMatch(frame);
  });
});
