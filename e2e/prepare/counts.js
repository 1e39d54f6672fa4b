// What the test runners' reports say, as one sum.
import { readFile } from 'node:fs/promises';

/** @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Counts */

/** @type {Counts} */
export const NONE = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export const sum = (all) =>
  all.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
    }),
    NONE,
  );

/** @param {Counts} counts */
export const describeCounts = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

/**
 * The counts of a step from its report. A step that failed without a failed test (a lint error, a crash, no report
 * at all) counts as one failure.
 * @param {boolean} isOk
 * @param {string} file
 * @returns {Promise<Counts>}
 */
export async function countsOf(isOk, file) {
  const counts = await readCounts(file);
  if (counts === undefined) console.log(`No report was written to ${file}.`);
  if (isOk && counts !== undefined) return counts;
  return { ...(counts ?? NONE), failed: Math.max(1, counts?.failed ?? 0) };
}

/**
 * The counts of a Vitest or Playwright report; undefined when there is none, for then the runner did not get far.
 * @param {string} file
 * @returns {Promise<Counts | undefined>}
 */
async function readCounts(file) {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const report = JSON.parse(text);
  return 'numTotalTests' in report ? vitestCounts(report) : playwrightCounts(report);
}

/**
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number }} report
 * @returns {Counts}
 */
const vitestCounts = (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + report.numTodoTests,
});

/**
 * A test that passed only when tried again counts as failed: this suite tries nothing again.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} report
 * @returns {Counts}
 */
const playwrightCounts = ({ stats }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky,
  skipped: stats.skipped,
});
