export interface Expanded {
  readonly text: string;
  /** Variables that are not set and have no default. */
  readonly missing: readonly string[];
  /** True where a `${` is not closed or holds no name. */
  readonly malformed: boolean;
}

/** Expands `${VAR}` and `${VAR:-default}` (the default also for an empty variable, as in a shell). */
export const expandVariables = (text: string, variables: Readonly<Record<string, string | undefined>>): Expanded => {
  const missing: string[] = [];
  const expanded = text.replace(
    /\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g,
    (_, name: string, fallback: string | undefined) => {
      const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
      if (fallback !== undefined) return value === undefined || value === '' ? fallback : value;
      if (value === undefined) missing.push(name);
      return value ?? '';
    },
  );
  const malformed = text.replace(/\$\{[A-Za-z_]\w*(?::-[^}]*)?\}/g, '').includes('${');
  return { text: expanded, missing, malformed };
};
