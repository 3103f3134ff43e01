// The GitHub Action: its steps run on a repository that this test makes, and its comment goes to a server that stands for GitHub.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { markdownOf, marker } from '../../action/scripts/markdown.mjs';
import { parseReport, type Report } from '../../action/scripts/report-form.mjs';
import { describeWith } from '../testing.ts';
import { readAction, runAction } from './action-steps.ts';
import { startGitHub, type FakeGitHub } from './fake-github.ts';

jest.setTimeout(240_000);

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const action = join(root, 'action');
const compiled = join(root, 'packages/cli/dist/main.js');
const repository = 'acme/firmware';
const token = 'token of the job';

const folder = mkdtempSync(join(tmpdir(), 'tinyml-action-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let github: FakeGitHub;
beforeAll(async () => {
  github = await startGitHub(repository, token);
});
afterAll(async () => {
  await github.close();
});
beforeEach(() => {
  github.comments.length = 0;
  github.pulls.length = 0;
  github.writes.length = 0;
});

const newFolder = (name: string): string => mkdtempSync(join(folder, `${name}-`));

const from = { full_name: 'stranger/firmware', owner: { login: 'stranger' } };

/** Opens a pull request from a fork. */
const openPull = (number: number, sha: string, ref = 'grown', fork = from.full_name): void => {
  const base = { repo: { full_name: repository } };
  github.pulls.push({ number, head: { ref, sha, repo: { full_name: fork } }, base });
};

/** The privileged job: comments from `report` on the run that built `sha`. */
const comment = (report: string, sha: string, event = 'pull_request') => {
  const temp = newFolder('comment');
  mkdirSync(join(temp, 'tinyml-report'));
  writeFileSync(join(temp, 'tinyml-report', 'tinyml-report.json'), report);
  const payload = join(temp, 'event.json');
  const run = { head_sha: sha, head_branch: 'grown', event, head_repository: from };
  writeFileSync(payload, JSON.stringify({ workflow_run: run }));
  return runAction(join(action, 'comment'), {
    cwd: temp,
    temp,
    values: { 'github.token': token },
    env: { GITHUB_API_URL: github.url, GITHUB_REPOSITORY: repository, GITHUB_EVENT_PATH: payload },
  });
};

const figures = { flash: 22_824, ram: 4780, cycles: 158_942, accuracy: 0.906 };
const report: Report = {
  schema: 'tinyml-pull-request/1',
  models: [{ name: 'fashion', upToDate: true, head: figures, base: { ...figures, flash: 20_000, accuracy: 0.907 } }],
};
const sha = 'a'.repeat(40);

test('the comment says what is now, and by how much it differs', () => {
  expect(markdownOf(report)).toBe(`${marker}
### tinyml

| model | flash | RAM | cycles (estimated) | accuracy | committed files |
| --- | ---: | ---: | ---: | ---: | --- |
| \`fashion\` | 22,824 B (**+2,824 B**) | 4,780 B (±0) | 158,942 (±0) | 90.60 % (**−0.10 %**) | ✅ |

In parentheses: against the base branch.
`);
});

describe('the job that comments', () => {
  test('writes one comment, and updates it', async () => {
    openPull(7, sha);
    expect(await comment(JSON.stringify(report), sha)).toMatchObject({ status: 0 });
    expect(await comment(JSON.stringify({ ...report, models: [] }), sha)).toMatchObject({ status: 0 });
    expect(github.writes).toEqual(['POST /issues/7/comments', 'PATCH /issues/comments/1']);
    expect(github.comments).toEqual([
      expect.objectContaining({ issue: 7, body: markdownOf({ ...report, models: [] }) }),
    ]);
  });

  test('leaves alone what others wrote, also with its mark, and finds its own among many', async () => {
    openPull(7, sha);
    const user = { login: 'stranger', type: 'User' };
    for (let id = 1; id <= 150; id++) github.comments.push({ id, issue: 7, user, body: `${marker} mine` });
    await comment(JSON.stringify(report), sha);
    await comment(JSON.stringify(report), sha);
    expect(github.writes).toEqual(['POST /issues/7/comments', 'PATCH /issues/comments/151']);
  });

  test('asks GitHub which pull request it is, not the report', async () => {
    openPull(1, 'b'.repeat(40));
    openPull(2, sha, 'other');
    openPull(3, sha, 'grown', 'stranger/another');
    const claims = { ...report, number: 1, pull_request: 1 };
    expect(await comment(JSON.stringify(report), sha)).toMatchObject({ status: 0 });
    expect(await comment(JSON.stringify(claims), sha)).toMatchObject({ status: 1 });
    expect(await comment(JSON.stringify(report), sha, 'push')).toMatchObject({ status: 0 });
    expect(github.writes).toEqual([]);
  });

  const model = report.models[0] as object;
  const of = (change: object): string => JSON.stringify({ ...report, models: [{ ...model, ...change }] });
  const withFlash = (flash: string): string => JSON.stringify(report).replace('"flash":22824', `"flash":${flash}`);
  const hostile: readonly (readonly [what: string, text: string])[] = [
    ['Markdown as a name', of({ name: '[x](https://evil.example) @everyone' })],
    ['HTML as a name', of({ name: '<img src=x onerror=alert(1)>' })],
    ['a table within a name', of({ name: 'a | b |\n| c' })],
    ['a back-tick in a name', of({ name: 'a`b' })],
    ['a name that is long', of({ name: 'a'.repeat(65) })],
    ['a name that is an expression', of({ name: '${{ secrets.TOKEN }}' })],
    ['text as a number', withFlash('"<script>"')],
    ['a number that is none', withFlash('1e999')],
    ['a negative number', withFlash('-1')],
    ['an object as a number', withFlash('{"toString":"x"}')],
    ['a further key', of({ note: 'hello' })],
    ['__proto__', JSON.stringify(report).replace('"models"', '"__proto__":{"x":1},"models"')],
    ['another schema', JSON.stringify({ ...report, schema: 'tinyml-pull-request/2' })],
    ['thousands of models', JSON.stringify({ ...report, models: Array.from({ length: 51 }, () => model) })],
    ['megabytes', `${JSON.stringify(report)}${' '.repeat(2 ** 21)}`],
    ['no JSON', '::set-output name=x::y'],
    ['nothing', ''],
  ];

  test.each(hostile)('takes no report with %s', async (_, text) => {
    openPull(7, sha);
    expect(() => parseReport(text)).toThrow(/^the report /);
    const ended = await comment(text, sha);
    expect(ended).toMatchObject({ status: 1, output: expect.stringMatching(/^::error::the report [^\n]*\n$/) });
    expect(github.writes).toEqual([]);
  });

  test('follows no link in the place of the report', async () => {
    openPull(7, sha);
    const temp = newFolder('link');
    mkdirSync(join(temp, 'tinyml-report'));
    writeFileSync(join(temp, 'secret'), JSON.stringify(report));
    symlinkSync(join(temp, 'secret'), join(temp, 'tinyml-report', 'tinyml-report.json'));
    const ended = await runAction(join(action, 'comment'), {
      cwd: temp,
      temp,
      values: { 'github.token': token },
      env: { GITHUB_API_URL: github.url, GITHUB_REPOSITORY: repository, GITHUB_EVENT_PATH: join(temp, 'secret') },
    });
    expect(ended.status).toBe(1);
    expect(github.writes).toEqual([]);
  });
});

describe.each(['.', 'comment'])('action/%s', (name) => {
  const { runs } = readAction(join(action, name));

  test('gives scripts what others wrote by the environment alone, and names actions by their commit', () => {
    expect(runs.using).toBe('composite');
    for (const { run, uses, shell } of runs.steps) {
      expect(run ?? '').not.toContain('${{');
      if (run !== undefined) expect(shell).toBe('bash');
      if (uses !== undefined) expect(uses).toMatch(/^actions\/[a-z/-]+@[0-9a-f]{40}$/);
    }
  });
});

test('no example uses pull_request_target, and each names actions by their commit', () => {
  const text = readFileSync(join(root, 'docs', 'ci.md'), 'utf8');
  expect(text).not.toMatch(/^\s*pull_request_target:|on:.*pull_request_target/m);
  const used = [...text.matchAll(/uses: (\S+)/g)].map(([, uses]) => uses);
  expect(used.length).toBeGreaterThan(3);
  for (const uses of used) expect(uses).toMatch(/@([0-9a-f]{40}|<commit>)$/);
});

describeWith('on a repository', { files: [compiled], commands: ['git', 'bash'] }, () => {
  /** A network of one hidden layer: 108 bytes of weights for each unit. */
  const manifest = (units: number): string =>
    `version: 1\nname: net\ntarget: { board: nucleo_f446re }\nmodel:\n  input: [16]\n  layers: [{ dense: ${String(units)} }, { dense: 10 }]\n` +
    `passes: lossless\noutput: { dir: generated, project: library }\n`;

  test('a branch that grew by 5 kB gets its comment, from figures that no job of its own wrote', async () => {
    const project = newFolder('project');
    const git = (...words: string[]): string =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], {
        cwd: project,
        encoding: 'utf8',
      }).trim();
    const tinyml = (...words: string[]): string =>
      execFileSync(process.execPath, [join(root, 'packages/cli/bin/tinyml.js'), ...words], {
        cwd: project,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, TINYML_CACHE_DIR: join(folder, 'cache') },
      });
    git('init', '-q', '-b', 'main');
    writeFileSync(join(project, '.gitignore'), 'node_modules\n');
    writeFileSync(join(project, 'tinyml.yaml'), manifest(16));
    tinyml('build');
    git('add', '-A');
    git('commit', '-qm', 'one');
    const base = git('rev-parse', 'HEAD');
    git('checkout', '-qb', 'grown');
    writeFileSync(join(project, 'tinyml.yaml'), manifest(64));

    const run = () => {
      const temp = newFolder('build');
      return runAction(action, {
        cwd: project,
        temp,
        inputs: {
          install: `mkdir -p node_modules/.bin && ln -sf '${join(root, 'packages/cli/bin/tinyml.js')}' node_modules/.bin/tinyml`,
          base,
        },
      });
    };
    const reportOf = ({ outputs }: { readonly outputs: Readonly<Record<string, string>> }): string =>
      readFileSync(outputs['measure.report'] ?? '', 'utf8');

    // The C is not built anew: told of, with the figures that it would have.
    const stale = await run();
    expect(stale.status).toBe(1);
    expect(parseReport(reportOf(stale)).models).toMatchObject([{ name: 'net', upToDate: false }]);

    tinyml('build');
    git('add', '-A');
    git('commit', '-qm', 'two');
    const sound = await run();
    expect(sound).toMatchObject({ status: 0 });
    const head = git('rev-parse', 'HEAD');
    openPull(12, head);
    expect(await comment(reportOf(stale), head)).toMatchObject({ status: 0 });
    expect(github.comments[0]?.body).toContain('❌ stale');
    expect(await comment(reportOf(sound), head)).toMatchObject({ status: 0 });
    expect(github.comments).toHaveLength(1);
    const row = github.comments[0]?.body.split('\n').find((line) => line.startsWith('| `net`')) ?? '';
    const [, , flash = '', , cycles = '', accuracy, state] = row.split('|').map((text) => text.trim());
    const grown = Number(/\(\*\*\+([\d,]+) B\*\*\)$/.exec(flash)?.[1]?.replace(',', ''));
    expect(grown).toBeGreaterThanOrEqual(5000);
    expect(grown).toBeLessThan(5500);
    expect(cycles).toMatch(/\(\*\*\+[\d,]+\*\*\)$/);
    expect([accuracy, state]).toEqual(['–', '✅']);

    // Where the C is not committed, the base is built.
    git('checkout', '-q', 'main');
    git('rm', '-rq', '--cached', 'generated');
    writeFileSync(join(project, '.gitignore'), 'node_modules\ngenerated\n');
    git('add', '-A');
    git('commit', '-qm', 'three');
    const bare = git('rev-parse', 'HEAD');
    const temp = newFolder('build');
    const built = await runAction(action, {
      cwd: project,
      temp,
      inputs: { install: 'true', base: bare },
    });
    expect(parseReport(reportOf(built)).models).toMatchObject([
      { name: 'net', base: { flash: parseReport(reportOf(sound)).models[0]?.base?.flash } },
    ]);
    expect(git('worktree', 'list').split('\n')).toHaveLength(1);
  });
});
