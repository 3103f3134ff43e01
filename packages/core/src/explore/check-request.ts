import { unknownInExplore } from '../diagnostics/catalogue/explore.ts';
import { TinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import type { Manifest, ManifestPath } from '../manifest/manifest.ts';
import { placedAt } from '../manifest/place.ts';
import type { Pass } from '../pass/define-pass.ts';
import { checkOptions } from '../plan/options.ts';

/** @throws TinymlError TML422 for what `explore` names and nothing is called, and what is wrong with values of options */
export const checkExploreRequest = (
  { explore, source }: Pick<Manifest, 'explore' | 'source'>,
  passes: ReadonlyMap<string, Pass>,
): void => {
  const problems: Diagnostic[] = [];
  const report = (at: ManifestPath, problem: string, hint: string): void =>
    void problems.push(placedAt(source, at, unknownInExplore(problem, hint)));
  const unknownPass = (name: string, at: ManifestPath): void => {
    report(
      at,
      `there is no pass \`${name}\``,
      didYouMean(name, [...passes.keys()]) ??
        '`tinyml passes` lists those that there are; those that train need @tinyml/training',
    );
  };
  for (const { name, at } of [...explore.include, ...explore.exclude]) if (!passes.has(name)) unknownPass(name, at);
  for (const { pass: name, option, values, at } of explore.domains) {
    const pass = passes.get(name);
    if (pass === undefined) {
      unknownPass(name, at);
      continue;
    }
    const options = Object.keys(pass.options.properties);
    if (!options.includes(option)) {
      report(
        at,
        `\`${name}\` has no option \`${option}\``,
        didYouMean(option, options) ?? `its options are ${options.join(', ')}`,
      );
      continue;
    }
    values.forEach((value, i) => {
      const checked = checkOptions(pass, { [option]: value });
      if ('diagnostics' in checked)
        problems.push(...checked.diagnostics.map((problem) => placedAt(source, [...at, i], problem)));
    });
  }
  if (problems.length > 0) throw new TinymlError(...problems);
};
