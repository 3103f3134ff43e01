import { buildExplanations } from './catalogue/build.ts';
import { cacheExplanations } from './catalogue/cache.ts';
import { dataExplanations } from './catalogue/data.ts';
import { dataRangeExplanations } from './catalogue/data-range.ts';
import { exploreExplanations } from './catalogue/explore.ts';
import { graphExplanations } from './catalogue/graph.ts';
import { lockExplanations } from './catalogue/lock.ts';
import { manifestExplanations } from './catalogue/manifest.ts';
import { modelExplanations } from './catalogue/model.ts';
import { networkExplanations } from './catalogue/network.ts';
import { outputExplanations } from './catalogue/output.ts';
import { packageExplanations } from './catalogue/packages.ts';
import { planExplanations } from './catalogue/plan.ts';
import { qualityExplanations } from './catalogue/quality.ts';
import { remoteCacheExplanations } from './catalogue/remote-cache.ts';
import { wastedWorkExplanations } from './catalogue/wasted-work.ts';
import { workspaceExplanations } from './catalogue/workspace.ts';
import type { Explanations } from './explanation.ts';

/** The long texts of the messages that this package says. */
export const coreExplanations: Explanations = {
  ...buildExplanations,
  ...cacheExplanations,
  ...dataExplanations,
  ...dataRangeExplanations,
  ...exploreExplanations,
  ...graphExplanations,
  ...lockExplanations,
  ...manifestExplanations,
  ...modelExplanations,
  ...networkExplanations,
  ...outputExplanations,
  ...packageExplanations,
  ...planExplanations,
  ...qualityExplanations,
  ...remoteCacheExplanations,
  ...wastedWorkExplanations,
  ...workspaceExplanations,
};
