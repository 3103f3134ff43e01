import { badExplore } from '../diagnostics/catalogue/manifest.ts';
import type { ExploreRequest, ManifestPath, NamedPass, OptionDomain } from './manifest.ts';
import { mappingOf, type Reader } from './reader.ts';

const readNames = (value: unknown, at: ManifestPath, reader: Reader): readonly NamedPass[] => {
  if (!Array.isArray(value)) return [];
  const names = new Set<string>();
  return value.flatMap((name: unknown, index): readonly NamedPass[] => {
    if (typeof name !== 'string' || name === '') return [];
    const own = [...at, index];
    if (names.has(name)) reader.report(own, badExplore(`\`${name}\` is named twice`, 'keep one of the two'));
    names.add(name);
    return [{ name, at: own }];
  });
};

const readDomains = (value: unknown): readonly OptionDomain[] =>
  Object.entries(mappingOf(value)).flatMap(([pass, options]) =>
    Object.entries(mappingOf(options)).flatMap(([option, values]) =>
      Array.isArray(values)
        ? [{ pass, option, values: values as readonly unknown[], at: ['explore', 'options', pass, option] }]
        : [],
    ),
  );

/** What a search may do. Whether passes and options of these names are there is known when packages are loaded. */
export const readExplore = (value: unknown, reader: Reader): ExploreRequest => {
  const explore = mappingOf(value);
  const { time, train, evaluations, parallel, seed } = explore;
  const passes = mappingOf(explore['passes']);
  const include = readNames(passes['include'], ['explore', 'passes', 'include'], reader);
  const exclude = readNames(passes['exclude'], ['explore', 'passes', 'exclude'], reader);
  const domains = readDomains(explore['options']);
  const excluded = new Set(exclude.map(({ name }) => name));
  for (const { name, at } of include)
    if (excluded.has(name))
      reader.report(at, badExplore(`\`${name}\` is included and excluded`, 'keep it in one of the two lists'));
  for (const { pass, option, at } of domains)
    if (excluded.has(pass))
      reader.report(
        at,
        badExplore(
          `\`${option}\` is an option of \`${pass}\`, which is excluded`,
          `remove \`${pass}\` from one of the two`,
        ),
        'key',
      );
  return {
    time: reader.duration(time, ['explore', 'time']),
    train: train === true,
    evaluations: typeof evaluations === 'number' ? evaluations : null,
    parallel: typeof parallel === 'number' ? parallel : 2,
    seed: typeof seed === 'number' ? seed : 1,
    include,
    exclude,
    domains,
  };
};
