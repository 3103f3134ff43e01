import { describe, expect, test } from '@jest/globals';
import { hasCompiler } from './harness.ts';
import { expectReference, recordedCases } from './recorded-cases.ts';

/** Operators whose recordings are cases enough for their kernels: each has one that takes what was recorded. */
const operators = [
  'batch_matmul',
  'bitcast',
  'broadcast_to',
  'bucketize',
  'local_response_normalization',
  'segment_sum',
  'sparse_to_dense',
  'tile',
  'unsorted_segment_max',
  'unsorted_segment_min',
  'unsorted_segment_prod',
  'unsorted_segment_sum',
  'detection_postprocess',
  'non_max_suppression_v4',
  'non_max_suppression_v5',
  'unique',
  'where',
];

(hasCompiler ? describe : describe.skip)('C on what LiteRT has recorded, against the reference', () => {
  test.each(operators)('%s', (op) => {
    const cases = recordedCases(op);
    expect(cases.length).toBeGreaterThan(1);
    expectReference(cases, 1e-5);
  });
});
