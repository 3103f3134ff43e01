import type { Core } from '@tinyml/core';

/** Cores without multiply-accumulate, which reach few registers by most instructions. */
const small: ReadonlySet<Core> = new Set<Core>(['cortex-m0', 'cortex-m0plus']);

/** Cores whose registers hold the sums of two windows by four filters, or of eight filters. */
const large: ReadonlySet<Core> = new Set<Core>(['cortex-m3', 'rv32imc', 'rv32imac', 'rv64gc', 'esp32', 'esp32s3']);

/** true, or why blocks for cores that have no SIMD are not for this one. */
export const suitsBlocks = (core: Core): true | string =>
  small.has(core) ||
  large.has(core) ||
  (core === 'avr' ? 'its sums would not fit the registers' : 'it is for cores without SIMD');

/** The same for blocks of few sums. */
export const suitsSmallBlocks = (core: Core): true | string =>
  small.has(core) || 'it is for cores without multiply-accumulate';

/** The same for blocks of many sums. */
export const suitsLargeBlocks = (core: Core): true | string =>
  small.has(core) ? 'its sums would not fit the registers' : suitsBlocks(core);
