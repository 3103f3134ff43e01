import { buildExplanations } from './catalogue/build.ts';
import { cacheExplanations } from './catalogue/cache.ts';
import { codegenExplanations } from './catalogue/codegen.ts';
import { compressionExplanations } from './catalogue/compression.ts';
import { dataExplanations } from './catalogue/data.ts';
import { commandLineExplanations } from './catalogue/command-line.ts';
import { executorExplanations } from './catalogue/executor.ts';
import { graphExplanations } from './catalogue/graph.ts';
import { factorizationExplanations } from './catalogue/factorization.ts';
import { installationExplanations } from './catalogue/installation.ts';
import { lowBitTrainingExplanations } from './catalogue/low-bit-training.ts';
import { manifestExplanations } from './catalogue/manifest.ts';
import { kerasExplanations } from './catalogue/keras.ts';
import { modelExplanations } from './catalogue/model.ts';
import { networkExplanations } from './catalogue/network.ts';
import { outputExplanations } from './catalogue/output.ts';
import { packageExplanations } from './catalogue/packages.ts';
import { planExplanations } from './catalogue/plan.ts';
import { pruningExplanations } from './catalogue/pruning.ts';
import { quantizationExplanations } from './catalogue/quantization.ts';
import { qualityExplanations } from './catalogue/quality.ts';
import { dataRangeExplanations } from './catalogue/data-range.ts';
import { trainingExplanations } from './catalogue/training.ts';
import { wastedWorkExplanations } from './catalogue/wasted-work.ts';
import { verificationExplanations } from './catalogue/verification.ts';
import type { Explanations } from './explanation.ts';

/** Every long text. */
export const explanations: Explanations = {
  ...buildExplanations,
  ...cacheExplanations,
  ...codegenExplanations,
  ...dataExplanations,
  ...commandLineExplanations,
  ...compressionExplanations,
  ...factorizationExplanations,
  ...executorExplanations,
  ...graphExplanations,
  ...installationExplanations,
  ...lowBitTrainingExplanations,
  ...manifestExplanations,
  ...kerasExplanations,
  ...modelExplanations,
  ...networkExplanations,
  ...outputExplanations,
  ...packageExplanations,
  ...planExplanations,
  ...pruningExplanations,
  ...quantizationExplanations,
  ...qualityExplanations,
  ...dataRangeExplanations,
  ...trainingExplanations,
  ...wastedWorkExplanations,
  ...verificationExplanations,
};
