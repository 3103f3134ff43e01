import { existsSync, readFileSync } from 'node:fs';
import { type PageAssets } from './document.ts';

/** What the page runs and looks by: as the command was built with it; made now where a checkout runs on its sources. */
export const pageAssets = async (): Promise<PageAssets> => {
  const built = new URL('../../page.json', import.meta.url);
  if (existsSync(built)) return JSON.parse(readFileSync(built, 'utf8')) as PageAssets;
  const source = new URL('../../../page/bundle.mjs', import.meta.url);
  const { bundlePage } = (await import(source.href)) as { bundlePage(): Promise<PageAssets> };
  return bundlePage();
};
