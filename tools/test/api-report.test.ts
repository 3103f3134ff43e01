import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { apiReports, reportPath, type Report } from '../api-report.ts';

test('the public interface of core is the one on record: `pnpm api` records another', () => {
  for (const [report, text] of Object.entries(apiReports()))
    expect(readFileSync(reportPath(report as Report), 'utf8')).toBe(text);
});
