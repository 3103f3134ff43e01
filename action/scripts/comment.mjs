// @ts-check
// Writes a report as one comment on the pull request whose head was built. The report came from a job that ran the pull
// request's code: it is read as such. Which pull request it is, GitHub says, not the report.
import { lstatSync, readFileSync } from 'node:fs';
import { markdownOf, marker } from './markdown.mjs';
import { mostBytes, parseReport } from './report-form.mjs';

const env = process.env;

/** @param {string} name */
const given = (name) => {
  const value = env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set`);
  return value;
};

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<unknown>}
 */
const ask = async (method, path, body) => {
  const response = await fetch(`${given('GITHUB_API_URL')}${path}`, {
    method,
    redirect: 'error',
    headers: {
      authorization: `Bearer ${given('GITHUB_TOKEN')}`,
      accept: 'application/vnd.github+json',
      'content-type': 'application/json',
      'x-github-api-version': '2022-11-28',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${String(response.status)}`);
  return response.json();
};

const repository = given('GITHUB_REPOSITORY');

/**
 * @typedef {{ readonly full_name: string }} Repository
 * @typedef {{ readonly number: number, readonly head: { readonly sha: string, readonly repo: Repository | null }, readonly base: { readonly repo: Repository } }} PullRequest
 * @typedef {{ readonly head_sha: string, readonly head_branch: string, readonly event: string, readonly head_repository: Repository & { readonly owner: { readonly login: string } } }} Run
 * @typedef {{ readonly id: number, readonly body: string | null, readonly user: { readonly login: string, readonly type: string } | null }} Comment
 */

/**
 * The open pull request whose head is the commit that was built.
 * @param {Run} run
 */
const pullRequestOf = async ({ head_sha: sha, head_branch: branch, head_repository: from }) => {
  const head = encodeURIComponent(`${from.owner.login}:${branch}`);
  const found = /** @type {readonly PullRequest[]} */ (
    await ask('GET', `/repos/${repository}/pulls?state=open&per_page=100&head=${head}`)
  );
  return found.find(
    (one) =>
      one.head.sha === sha && one.head.repo?.full_name === from.full_name && one.base.repo.full_name === repository,
  );
};

/**
 * The comment of an earlier run. One that somebody else wrote is left alone, whatever it holds.
 * @param {number} number
 */
const earlierComment = async (number) => {
  for (let page = 1; page <= 30; page++) {
    const comments = /** @type {readonly Comment[]} */ (
      await ask('GET', `/repos/${repository}/issues/${String(number)}/comments?per_page=100&page=${String(page)}`)
    );
    const own = comments.find(({ body, user }) => body?.startsWith(marker) === true && user?.type === 'Bot');
    if (own !== undefined) return own;
    if (comments.length < 100) return undefined;
  }
  return undefined;
};

const main = async () => {
  const file = given('REPORT');
  const info = lstatSync(file);
  if (!info.isFile() || info.size > mostBytes) throw new Error('the report is no file, or too large');
  const body = markdownOf(parseReport(readFileSync(file, 'utf8')));
  const { workflow_run: run } = /** @type {{ readonly workflow_run?: Run }} */ (
    JSON.parse(readFileSync(given('GITHUB_EVENT_PATH'), 'utf8'))
  );
  if (run === undefined) throw new Error('not a workflow_run');
  if (run.event !== 'pull_request') return 'not the run of a pull request';
  const pull = await pullRequestOf(run);
  if (pull === undefined) return 'no open pull request has this commit as its head: nothing to comment on';
  const earlier = await earlierComment(pull.number);
  if (earlier === undefined) await ask('POST', `/repos/${repository}/issues/${String(pull.number)}/comments`, { body });
  else await ask('PATCH', `/repos/${repository}/issues/comments/${String(earlier.id)}`, { body });
  return `${earlier === undefined ? 'wrote' : 'updated'} the comment on #${String(pull.number)}`;
};

main().then(
  (what) => {
    process.stdout.write(`${what}\n`);
  },
  (/** @type {Error} */ error) => {
    process.stdout.write(`::error::${error.message.replace(/[\r\n%]/g, ' ')}\n`);
    process.exitCode = 1;
  },
);
