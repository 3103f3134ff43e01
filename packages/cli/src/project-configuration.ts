import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `key = value` of a platformio.ini. Lines count from 1. */
export interface Setting {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** The settings of a configuration, continued lines left out. */
export const settingsOf = (text: string): readonly Setting[] => {
  let section = '';
  return text.split(/\r?\n/).flatMap((content, index): readonly Setting[] => {
    const [, title] = /^\[([^\]]+)\]/.exec(content) ?? [];
    if (title !== undefined) section = title.trim();
    const [, key, value = ''] = /^([\w.]+)\s*[=:]\s*(.*)$/.exec(content) ?? [];
    return key === undefined ? [] : [{ section, key, value: value.replace(/\s[;#].*$/, '').trim(), line: index + 1 }];
  });
};

/** A text file of a project; undefined where there is none. */
export const textIn = (dir: string, path: string): string | undefined => {
  try {
    return readFileSync(join(dir, path), 'utf8');
  } catch {
    return undefined;
  }
};

/** What a PlatformIO project compiles for. */
export interface Environments {
  readonly boards: readonly Setting[];
  /** True where some of it lies elsewhere: nothing is certain then. */
  readonly isOpen: boolean;
  readonly hasNative: boolean;
  readonly settings: readonly Setting[];
}

export const environmentsIn = (dir: string): Environments | undefined => {
  const text = textIn(dir, 'platformio.ini');
  if (text === undefined) return undefined;
  const settings = settingsOf(text);
  const boards = settings.filter(({ key }) => key === 'board');
  return {
    boards,
    isOpen: settings.some(({ key }) => key === 'extra_configs') || boards.some(({ value }) => value.includes('${')),
    hasNative: settings.some(({ section }) => section === 'env:native'),
    settings,
  };
};
