import type { OnnxOperators } from '../call.ts';
import { activation } from './activation.ts';
import { arithmetic } from './arithmetic.ts';
import { attentionOperators } from './attention.ts';
import { bits } from './bits.ts';
import { control } from './control.ts';
import { convolution } from './convolution.ts';
import { gathering } from './gathering.ts';
import { imageOperators } from './image.ts';
import { loss } from './loss.ts';
import { matrix } from './matrix.ts';
import { labelEncoders } from './ml/label-encoder.ts';
import { linearModels } from './ml/linear.ts';
import { supportVectors } from './ml/support-vectors.ts';
import { trees } from './ml/trees.ts';
import { movement } from './movement.ts';
import { normalization } from './normalization.ts';
import { quantization } from './quantization.ts';
import { recurrentOperators } from './recurrent.ts';
import { reduction } from './reduction.ts';
import { resizingOperators } from './resize.ts';
import { rotaryEmbedding } from './rotary-embedding.ts';
import { shapes } from './shapes.ts';
import { trigonometry } from './trigonometry.ts';

/** Operators of ONNX that are several of tinyml's, or one of several. */
export const compositions: readonly OnnxOperators[] = [
  activation,
  arithmetic,
  attentionOperators,
  bits,
  control,
  convolution,
  gathering,
  imageOperators,
  loss,
  matrix,
  movement,
  normalization,
  quantization,
  recurrentOperators,
  reduction,
  resizingOperators,
  rotaryEmbedding,
  shapes,
  trigonometry,
  labelEncoders,
  linearModels,
  supportVectors,
  trees,
];
