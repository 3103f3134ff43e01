import type { PlannedPass } from './planned-pass.ts';

/** A stage before it has a name. */
export type Unnamed = Omit<PlannedPass, 'name'>;

const uniqueName = (name: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${String(number)}`)) number++;
  return `${name}-${String(number)}`;
};

/** Stage names around the passes belong to the build itself. */
const reserved: readonly string[] = ['import', 'lower', 'emit'];

/** Stages with names that are unique in their plan. */
export const named = (stages: readonly Unnamed[]): readonly PlannedPass[] => {
  const taken = new Set<string>(reserved);
  return stages.map((stage) => {
    const name = uniqueName(stage.pass.name, taken);
    taken.add(name);
    return { name, ...stage };
  });
};
