/** Runs jobs, so many at a time, begun in their order; results in that order too. */
export const inParallel = async <Result>(
  jobs: readonly (() => Promise<Result>)[],
  atOnce: number,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < jobs.length; at = next++) results[at] = await (jobs[at] as () => Promise<Result>)();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
};
