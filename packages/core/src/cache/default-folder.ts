import { homedir } from 'node:os';
import { join } from 'node:path';

/** The cache's place: TINYML_CACHE_DIR, or `tinyml` in the operating system's folder for caches. */
export const defaultCacheFolder = (
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
  home: string = homedir(),
): string => {
  if (env['TINYML_CACHE_DIR']) return env['TINYML_CACHE_DIR'];
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'tinyml', 'Cache');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'tinyml');
  return join(env['XDG_CACHE_HOME'] ?? join(home, '.cache'), 'tinyml');
};
