import type { ExpansionRequest } from '../expand.ts';
import { defineExpansion } from './define-expansion.ts';

const fields = { blockSize: [0, 'int32'] } as const;

/** Blocks of height and width to or from the channels: [n,h,w,b·c] seen as rows [n·h, w, b, c] and its middle exchanged. */
const blocks = (request: ExpansionRequest, size: number, deep: boolean): string | undefined => {
  const [x = ''] = request.inputs;
  const [y = ''] = request.outputs;
  const { shape, ...type } = request.typeOf(x);
  const [n = 0, h = 0, w = 0, c = 0] = shape;
  if (shape.length !== 4 || size < 1) return `blocks of ${String(size)} of ${String(shape.length)} dimensions`;
  const split = deep ? [n * h, w, size, c / size] : [(n * h) / size, size, w / size, size * c];
  if (!split.every(Number.isInteger)) return `blocks of ${String(size)} do not fit [${shape.join(', ')}]`;
  const order = [0, 2, 1, 3];
  const turned = order.map((axis) => split[axis] ?? 0);
  const apart = request.node('reshape', { newShape: split }, [x], { ...type, shape: split });
  const moved = request.node('transpose', {}, [apart, request.integers('order', order)], { ...type, shape: turned });
  request.node('reshape', { newShape: request.typeOf(y).shape }, [moved], y);
  return undefined;
};

/** DEPTH_TO_SPACE. */
export const depthToSpace = defineExpansion({
  code: 5,
  options: [94, fields],
  inputs: [1, 1],
  expand: (request, { blockSize }) => blocks(request, blockSize, true),
});

/** SPACE_TO_DEPTH. */
export const spaceToDepth = defineExpansion({
  code: 26,
  options: [19, fields],
  inputs: [1, 1],
  expand: (request, { blockSize }) => blocks(request, blockSize, false),
});
