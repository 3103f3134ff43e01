import type { OnnxOperators } from '../call.ts';
import { activation } from './activation.ts';
import { arithmetic } from './arithmetic.ts';
import { control } from './control.ts';
import { convolution } from './convolution.ts';
import { gathering } from './gathering.ts';
import { loss } from './loss.ts';
import { matrix } from './matrix.ts';
import { linearModels } from './ml/linear.ts';
import { trees } from './ml/trees.ts';
import { movement } from './movement.ts';
import { normalization } from './normalization.ts';
import { quantization } from './quantization.ts';
import { recurrentOperators } from './recurrent.ts';
import { reduction } from './reduction.ts';
import { resizingOperators } from './resize.ts';
import { shapes } from './shapes.ts';
import { trigonometry } from './trigonometry.ts';

/** Operators of ONNX that are several of tinyml's, or one of several. */
export const compositions: readonly OnnxOperators[] = [
  activation,
  arithmetic,
  control,
  convolution,
  gathering,
  loss,
  matrix,
  movement,
  normalization,
  quantization,
  recurrentOperators,
  reduction,
  resizingOperators,
  shapes,
  trigonometry,
  linearModels,
  trees,
];
