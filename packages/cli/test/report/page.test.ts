import { createRequire } from 'node:module';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { describeWith } from '../../../../tools/testing.ts';
import { pageAssets } from '../../src/model-report/html/page-assets.ts';
import { pageHtml } from '../../src/model-report/html/page.ts';
import type { ReportSearch } from '../../src/model-report/page-data.ts';
import type { Report } from '../../src/model-report/report.ts';
import { serveSearch } from '../../src/search-server.ts';
import { inFolder, tinyml } from '../tinyml.ts';

jest.setTimeout(180_000);

const model = join(dirname(fileURLToPath(import.meta.url)), '../../../../examples/sine/models/sine.h5');
const { source: axe } = createRequire(import.meta.url)('axe-core') as { readonly source: string };

/** What axe-core gives. */
interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

const hostile = '</script><img src=x onerror="document.title=1">\u202egnp.exe';

const search: ReportSearch = {
  ended: 'converged',
  evaluations: 40,
  measure: 'accuracy',
  baseline: 0.9,
  candidates: Array.from({ length: 40 }, (_, i) => ({
    text: i === 2 ? hostile : `quantize { values: ${String(i)} }`,
    point: i < 4 ? i : null,
    kernels: 'size',
    flash: 1000 + 97 * i,
    ram: 500 + i,
    cycles: 100_000 - 999 * i,
    quality: i % 5 === 4 ? null : 0.8 + i / 1000,
    over: i % 5 === 4,
  })),
};

/** A small model's report, grown to 200 layers with all sections, and names that nobody should write. */
const grown = (report: Report): Report => {
  const count = 200;
  const many = <T>(some: readonly T[]): readonly T[] =>
    Array.from({ length: count }, (_, i) => some[i % some.length] as T);
  const { memory, network } = report;
  return {
    ...report,
    layers: many(report.layers).map((layer, i) => ({
      ...layer,
      name: i === 7 ? hostile : `layer_${String(i)}`,
      macs: (i * 7919) % 1009,
    })),
    memory: {
      ...memory,
      steps: many(memory.steps),
      buffers: Array.from({ length: count }, (_, i) => ({
        name: i === 3 ? hostile : `tensor_${String(i)}`,
        kind: 'tensor',
        arena: 0,
        offset: (i * 37) % 64,
        size: 64,
        start: i,
        end: i + 1,
      })),
    },
    network: {
      ...network,
      height: network.height * 40,
      nodes: many(network.nodes).map((node, i) => ({ ...node, title: hostile, y: node.y + 60 * i })),
    },
    evaluation: [
      {
        stage: 'emit',
        isBaseline: true,
        cached: true,
        paired: null,
        footprint: null,
        score: {
          kind: 'classification',
          samples: 8,
          accuracy: 0.75,
          auc: null,
          classes: [],
          confusion: [
            [3, 1],
            [1, 3],
          ],
        },
      },
    ],
    search,
    difference: { against: hostile, figures: [{ name: 'flash', before: 10, after: 20 }], layers: [], stages: [] },
  };
};

describeWith('the page of a report, in Chromium', { commands: ['chromium'] }, () => {
  let browser: Browser;
  let html = '';

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
    await inFolder(async (folder) => {
      await writeFile(
        join(folder, 'tinyml.yaml'),
        `version: 1\nname: sine\nmodel: ${model}\ntarget: { board: nucleo_f446re }\n`,
      );
      const { stdout } = await tinyml(['report', folder, '--json', '--cache-dir', join(folder, 'cache')]);
      html = pageHtml(grown(JSON.parse(stdout) as Report), await pageAssets());
    });
  });

  afterAll(() => browser.close());

  /** Opens the page from a file, as people do; what goes wrong or goes out is noted. */
  const withPage = (
    width: number,
    colorScheme: 'light' | 'dark',
    use: (page: Page, noted: readonly string[]) => Promise<void>,
  ): Promise<void> =>
    inFolder(async (folder) => {
      const file = join(folder, 'page.html');
      await writeFile(file, html);
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      const noted: string[] = [];
      page.on('pageerror', ({ message }) => noted.push(message));
      page.on('console', (message) => noted.push(message.text()));
      page.on('request', (request) => {
        if (!request.url().startsWith('file:')) noted.push(request.url());
      });
      await page.goto(pathToFileURL(file).href);
      await use(page, noted);
      await page.close();
    });

  test.each([
    [1440, 'dark'],
    [360, 'light'],
    ...(process.env['TINYML_FULL'] === '1'
      ? ([
          [1440, 'light'],
          [360, 'dark'],
        ] as const)
      : []),
  ] as const)('at %i pixels, %s: nothing serious for axe, no request, no sideways scrolling', (width, scheme) =>
    withPage(width, scheme, async (page, noted) => {
      expect(await page.locator('.plot svg rect, .plot svg circle').count()).toBeGreaterThan(200);
      await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
      await page.evaluate(axe);
      const { violations } = await page.evaluate<AxeResult>('axe.run()');
      const found = violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html.slice(0, 200) ?? ''}`);
      expect(found.filter((text) => /^(?:serious|critical)/.test(text))).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      expect(noted).toEqual([]);
      expect(await page.title()).toBe('sine: tinyml report');
      expect(await page.locator('img').count()).toBe(0);
    }),
  );

  test('a heading sorts, by the keyboard as well; words leave rows out', () =>
    withPage(1440, 'light', async (page) => {
      const column = async (): Promise<readonly number[]> => {
        const cells = await page.locator('#layer-table tbody tr:visible td:nth-child(4)').all();
        const values = await Promise.all(cells.map((cell) => cell.getAttribute('data-value')));
        return values.flatMap((value) => (value === null ? [] : Number(value)));
      };
      const heading = page.locator('#layer-table thead th').nth(3);
      await heading.getByRole('button').focus();
      await page.keyboard.press('Enter');
      expect(await heading.getAttribute('aria-sort')).toBe('descending');
      const sorted = await column();
      expect(sorted).toEqual(sorted.toSorted((a, b) => b - a));
      await page.keyboard.press('Enter');
      expect(await heading.getAttribute('aria-sort')).toBe('ascending');
      expect(await column()).toEqual(sorted.toReversed().toSorted((a, b) => a - b));
      await page.locator('#layer-filter').fill('layer_19');
      expect(await page.locator('#layer-table tbody tr:visible').count()).toBe(11);
    }));

  test('colours follow the choice, axes as well', () =>
    withPage(1440, 'light', async (page, noted) => {
      const background = (): Promise<string> =>
        page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
      const before = await background();
      await page.locator('#theme').selectOption('dark');
      expect(await background()).not.toBe(before);
      const first = await page.locator('[data-plot=front]').innerHTML();
      await page.locator('#front-y').selectOption('cycles');
      expect(await page.locator('[data-plot=front]').innerHTML()).not.toBe(first);
      expect(noted).toEqual([]);
    }));

  test('a search under way: the page follows it, keeps what was chosen and opened, and hears of its end', async () => {
    const first = { ...search, ended: 'under way', baseline: null, candidates: search.candidates.slice(0, 10) };
    const server = await serveSearch(hostile, 0, await pageAssets());
    try {
      const page = await browser.newPage({ viewport: { width: 360, height: 900 } });
      const noted: string[] = [];
      page.on('pageerror', ({ message }) => noted.push(message));
      page.on('request', (request) => {
        if (!request.url().startsWith(server.address)) noted.push(request.url());
      });
      await page.goto(server.address);
      server.show(first, '10 tried');
      await page.getByText('10 tried').waitFor();
      const dots = page.locator('[data-plot=front] circle');
      const before = await dots.count();
      expect(before).toBeGreaterThanOrEqual(8);
      await page.locator('#front-y').selectOption('cycles');
      await page.evaluate('document.querySelector("#search details").open = true');
      server.end(search, 'The search has ended.');
      await page.getByText('The search has ended.').waitFor();
      expect(await dots.count()).toBeGreaterThan(before);
      expect(await page.locator('#front-y').inputValue()).toBe('cycles');
      expect(await page.locator('#search tbody tr:visible').count()).toBe(40);
      await page.evaluate(axe);
      const { violations } = await page.evaluate<AxeResult>('axe.run()');
      expect(violations.filter(({ impact }) => /serious|critical/.test(impact))).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      expect(await page.locator('img').count()).toBe(0);
      await server.close();
      // It has ended: nothing is asked again, and nothing says that the search does not answer.
      expect(await page.locator('#status').textContent()).toBe('The search has ended.');
      expect(noted).toEqual([]);
      await page.close();
    } finally {
      await server.close();
    }
  });

  test('opens soon with 200 layers, and prints', () =>
    withPage(1440, 'light', async (page) => {
      // CPU time of the page itself, which a busy machine does not lengthen as it does the clock.
      const session = await page.context().newCDPSession(page);
      await session.send('Performance.enable');
      const { metrics } = await session.send('Performance.getMetrics');
      const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
      expect(seconds).toBeLessThan(3);
      const pdf = await page.pdf({ format: 'A4' });
      expect(pdf.length).toBeGreaterThan(20_000);
    }));
});
