// What failed, once more at the end: of a long log often only the end is kept or read.
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { checkout } from './cache.js';

/** @typedef {{ readonly where: string, readonly said: string }} Failure */
/** @typedef {{ status: string, fullName: string, failureMessages?: readonly string[] }} VitestTest */
/** @typedef {{ name: string, status: string, message?: string, assertionResults: readonly VitestTest[] }} VitestFile */
/** @typedef {{ numTotalTests: number, numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: readonly VitestFile[] }} VitestReport */
/** @typedef {{ message?: string }} Said */
/** @typedef {{ status: string, results: readonly { errors?: readonly Said[] }[] }} PlaywrightTest */
/** @typedef {{ title: string, file: string, line: number, tests: readonly PlaywrightTest[] }} Spec */
/** @typedef {{ suites?: readonly Suite[], specs?: readonly Spec[] }} Suite */
/** @typedef {{ expected: number, unexpected: number, flaky: number, skipped: number }} Stats */
/** @typedef {Suite & { stats: Stats, errors?: readonly Said[] }} PlaywrightReport */

const LINES_OF_FAILURE = 25;

/**
 * Each failed test of a report, with where it is and how what it said begins.
 * @param {VitestReport | PlaywrightReport} report
 * @returns {readonly string[]}
 */
export function describeFailures(report) {
  const failures = isVitest(report) ? vitestFailures(report) : playwrightFailures(report);
  return failures.map(({ where, said }) =>
    [where, ...firstLines(said).map((line) => `    ${line}`)].join('\n'),
  );
}

/** @param {string} text */
function firstLines(text) {
  const lines = stripVTControlCharacters(text).split('\n');
  const rest = lines.length - LINES_OF_FAILURE;
  return rest <= 0 ? lines : [...lines.slice(0, LINES_OF_FAILURE), `(${rest} more lines)`];
}

/**
 * @param {VitestReport | PlaywrightReport} report
 * @returns {report is VitestReport}
 */
export const isVitest = (report) => 'numTotalTests' in report;

/**
 * A file that could not even be loaded has no test of its own, only a message.
 * @param {VitestReport} report
 * @returns {readonly Failure[]}
 */
function vitestFailures(report) {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(checkout, name);
    const failed = assertionResults.filter((one) => one.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [{ where: file, said: message ?? '' }];
    return failed.map(({ fullName, failureMessages = [] }) => ({
      where: `${file} › ${fullName}`,
      said: failureMessages.join('\n'),
    }));
  });
}

/**
 * @param {Suite & { errors?: readonly Said[] }} report
 * @returns {readonly Failure[]}
 */
function playwrightFailures(report) {
  const general = (report.errors ?? []).map(({ message = '' }) => ({ where: 'Playwright', said: message }));
  const failed = specsOf(report).flatMap(({ title, file, line, tests }) => {
    const bad = tests.filter(({ status }) => status === 'unexpected' || status === 'flaky');
    const errors = bad.flatMap(({ results }) => results.flatMap((one) => one.errors ?? []));
    if (bad.length === 0) return [];
    return [{ where: `${file}:${line} › ${title}`, said: errors.map((one) => one.message ?? '').join('\n') }];
  });
  return [...general, ...failed];
}

/**
 * @param {Suite} suite
 * @returns {readonly Spec[]}
 */
const specsOf = ({ suites = [], specs = [] }) => [...specs, ...suites.flatMap(specsOf)];
