import type { ValueId } from '@tinyml/core';
import { TranslationError } from '../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../call.ts';
import { axisWeights, nearestPlaces, type Resizing } from './resize-weights.ts';

/** What becomes of one axis. */
interface AxisSize {
  readonly from: number;
  readonly to: number;
  readonly scale: number;
}

/** Along one axis: elements chosen, or weighted sums of elements as a product with a constant matrix. */
const alongAxis = (call: OnnxCall, x: ValueId, axis: number, size: AxisSize, how: Resizing): ValueId => {
  if (how.mode === 'nearest') {
    const places = nearestPlaces(size, how);
    return call.emit('gather', { axis, batchDims: 0 }, [x, call.ints('places', [places.length], places)]);
  }
  const weights = call.floats('weights', [size.to, size.from], axisWeights(size, how));
  const rank = call.rankOf(x);
  const perm = Array.from({ length: rank }, (_, i) => i).filter((i) => i !== axis);
  const moved = call.permuted(x, [...perm, axis]);
  const dense = call.emit('fully_connected', { activation: 'none', keepNumDims: true }, [moved, weights]);
  return call.permuted(
    dense,
    Array.from({ length: rank }, (_, i) => (i < axis ? i : i === axis ? rank - 1 : i - 1)),
  );
};

const isHalfPixel = (mode: string): boolean => mode === 'half_pixel';

/** TensorFlow Lite's own operators, where they mean the same. */
const asOperator = (call: OnnxCall, x: ValueId, sizes: readonly AxisSize[], how: Resizing): ValueId | undefined => {
  const [n, c, ...spatial] = sizes;
  const isImage = spatial.length === 2 && n?.to === n?.from && c?.to === c?.from;
  const exact = spatial.every(({ from, to, scale }) => Math.abs(scale * from - to) < 1e-6);
  if (!isImage || !exact || call.typeOf(x).dtype !== 'float32') return undefined;
  const { mode, coordinates, nearest } = how;
  const isAligned = coordinates === 'align_corners';
  const half = isHalfPixel(coordinates) || (coordinates === 'pytorch_half_pixel' && spatial.every(({ to }) => to > 1));
  const size = call.ints('size', [2], spatial.map(({ to }) => to)); // prettier-ignore
  const emit = (
    op: 'resize_bilinear' | 'resize_nearest_neighbor',
    alignCorners: boolean,
    halfPixelCenters: boolean,
  ): ValueId =>
    // prettier-ignore
    call.permuted(call.emit(op, { alignCorners, halfPixelCenters }, [call.permuted(x, [0, 2, 3, 1]), size]), [0, 3, 1, 2]);
  if (mode === 'linear' && !how.antialias && how.excluded === false) {
    if (half) return emit('resize_bilinear', false, true);
    if (coordinates === 'asymmetric') return emit('resize_bilinear', false, false);
    if (isAligned && spatial.every(({ to }) => to > 1)) return emit('resize_bilinear', true, false);
  }
  const whole = spatial.every(({ scale }) => Number.isInteger(scale));
  // Each pixel some whole number of times: where the centres lie makes no difference.
  if (mode === 'nearest' && whole && ((coordinates === 'asymmetric' && nearest === 'floor') || (half && nearest.startsWith('round')))) return emit('resize_nearest_neighbor', false, false); // prettier-ignore
  return undefined;
};

const resizing = (call: OnnxCall): Resizing => {
  const { attributes } = call;
  const mode = attributes.text('mode', 'nearest');
  const how = {
    mode: mode === 'bilinear' || mode === 'trilinear' ? 'linear' : mode,
    coordinates: call.version < 11 ? 'asymmetric' : attributes.text('coordinate_transformation_mode', 'half_pixel'),
    nearest: call.version < 11 ? 'floor' : attributes.text('nearest_mode', 'round_prefer_floor'),
    cubic: attributes.float('cubic_coeff_a', -0.75),
    excluded: attributes.flag('exclude_outside', false),
    antialias: attributes.flag('antialias', false),
  };
  attributes.ignore('extrapolation_value');
  if (!['nearest', 'linear', 'cubic'].includes(how.mode)) throw new TranslationError(`mode ${mode} is not supported`);
  if (how.coordinates === 'tf_crop_and_resize') throw new TranslationError('coordinate_transformation_mode tf_crop_and_resize is not supported'); // prettier-ignore
  return how;
};

const sizesOf = (call: OnnxCall, x: ValueId): readonly AxisSize[] => {
  const shape = call.shapeOf(x);
  const axes = call.attributes.ints('axes')?.map((axis) => call.axisOf(x, axis)) ?? shape.map((_, i) => i);
  const position = call.version < 11 ? 1 : 2;
  const scales = call.attributes.floats('scales') ?? call.known(position, 'scales') ?? [];
  const wanted = call.version < 11 ? undefined : call.known(3, 'sizes');
  const policy = call.attributes.text('keep_aspect_ratio_policy', 'stretch');
  if (policy !== 'stretch' && wanted !== undefined) {
    const ratios = axes.map((axis, i) => (wanted[i] ?? 1) / (shape[axis] ?? 1));
    const ratio = policy === 'not_larger' ? Math.min(...ratios) : Math.max(...ratios);
    return shape.map((from, axis) => (axes.includes(axis) ? { from, to: Math.round(ratio * from), scale: ratio } : { from, to: from, scale: 1 })); // prettier-ignore
  }
  return shape.map((from, axis) => {
    const at = axes.indexOf(axis);
    if (at < 0) return { from, to: from, scale: 1 };
    const to = wanted?.[at];
    if (to !== undefined) return { from, to, scale: to / from };
    const scale = scales[at] ?? 1;
    return { from, to: Math.floor(from * scale + 1e-9), scale };
  });
};

const resize: OnnxOperator = (call) => {
  const x = call.operand(0);
  const how = resizing(call);
  const sizes = sizesOf(call, x);
  if (sizes.some(({ to }) => !(to >= 1 && to < 2 ** 16))) throw new TranslationError('a size of its result cannot be');
  const direct = asOperator(call, x, sizes, how);
  if (direct !== undefined) return direct;
  return sizes.reduce((part, size, axis) => (size.scale === 1 && size.from === size.to ? part : alongAxis(call, part, axis, size, how)), x); // prettier-ignore
};

export const resizingOperators: OnnxOperators = { Resize: resize, Upsample: resize };
