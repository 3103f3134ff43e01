import type { Manifest } from '../manifest/manifest.ts';
import type { Fact } from '../pass/define-pass.ts';

/** A network that is made of layers, or by a module, begins with random weights. */
export const isUntrained = ({ model }: Pick<Manifest, 'model'>): boolean =>
  model.kind === 'layers' || /\.[cm]?[jt]s$/.test(model.path);

/** What holds for a model as imported because of where it comes from, whatever its graph. */
export const modelFacts = (manifest: Pick<Manifest, 'model'>): readonly Fact[] =>
  isUntrained(manifest) ? ['untrained'] : [];
