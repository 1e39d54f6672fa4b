// What the test runners' reports say, as one sum.
import { readFile } from 'node:fs/promises';
import { describeFailures, isVitest } from './failures.js';

/** @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number, readonly failures?: readonly string[] }} Counts */

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
  const report = await readReport(file);
  if (report === undefined) {
    console.log(`No report was written to ${file}.`);
    return { ...NONE, failed: 1 };
  }
  const counts = isVitest(report) ? vitestCounts(report) : playwrightCounts(report);
  if (isOk) return counts;
  return { ...counts, failed: Math.max(1, counts.failed), failures: describeFailures(report) };
}

/**
 * A Vitest or Playwright report; undefined when there is none, for then the runner did not get far.
 * @param {string} file
 */
async function readReport(file) {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}

/**
 * @param {import('./failures.js').VitestReport} report
 * @returns {Counts}
 */
const vitestCounts = (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + report.numTodoTests,
});

/**
 * A test that passed only when tried again counts as failed: this suite tries nothing again.
 * @param {import('./failures.js').PlaywrightReport} report
 * @returns {Counts}
 */
const playwrightCounts = ({ stats }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky,
  skipped: stats.skipped,
});
