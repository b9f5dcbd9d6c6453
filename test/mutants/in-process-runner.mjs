/**
 * A test runner for Stryker: loads the unit tests of some folders once, and then runs only the tests that cover a mutant, with
 * the mutant switched on in the running process. Jest starts its modules anew for each of some 2,500 mutants, which takes an
 * hour and a half; this takes minutes. The tests are the ones that `npm test` runs, with Jest's own `expect` and `each`.
 */
import { readdirSync } from 'node:fs';
import { register } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { commonTokens, declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import { expect } from 'expect';
import { bind } from 'jest-each';

/** What instrumented code and this runner tell each other. */
const switchboard = (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});

/** `describe` and `it`, which collect tests instead of running them. */
class Collector {
  #titles = [];
  #file = '';
  tests = new Map();

  constructor() {
    const describe = (title, body) => {
      this.#titles.push(title);
      body();
      this.#titles.pop();
    };
    const it = (title, body) => {
      const name = [this.#file, ...this.#titles, title].join(' › ');
      let id = name;
      for (let copy = 2; this.tests.has(id); copy += 1) id = `${name} (${copy})`;
      this.tests.set(id, { id, fileName: path.resolve(this.#file), body });
    };
    describe.each = bind(describe, false);
    it.each = bind(it, false);
    Object.assign(globalThis, { describe, it, test: it, expect });
  }

  async load(file, generation) {
    this.#file = file;
    await import(`${pathToFileURL(path.resolve(file)).href}?${generation}`);
  }
}

async function runTest({ id, fileName, body }) {
  const started = performance.now();
  const result = () => ({ id, name: id, fileName, timeSpentMs: performance.now() - started });
  try {
    await body();
    return { ...result(), status: TestStatus.Success };
  } catch (error) {
    return { ...result(), status: TestStatus.Failed, failureMessage: String(error?.message ?? error) };
  }
}

class InProcessRunner {
  #folders;
  #except;
  #generation = 0;
  #tests = new Map();
  /** by test, so that the quickest that can tell goes first */
  #durations = new Map();

  constructor({ inProcess: { folders, except } }) {
    this.#folders = folders;
    this.#except = new Set(except);
  }

  /** A mutant is on in running tests only, never while modules are loaded: so no new process is needed for the next. */
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    register('./typescript-hooks.mjs', import.meta.url);
    await this.#load();
  }

  async #load() {
    this.#generation += 1;
    const collector = new Collector();
    const files = this.#folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true })
        .filter((name) => name.endsWith('.test.ts'))
        .map((name) => path.posix.join(folder, name)),
    );
    for (const file of files.toSorted())
      if (!this.#except.has(file)) await collector.load(file, this.#generation);
    this.#tests = collector.tests;
  }

  async dryRun() {
    const tests = [];
    for (const test of this.#tests.values()) {
      switchboard.currentTestId = test.id;
      const result = await runTest(test);
      tests.push(result);
      this.#durations.set(test.id, result.timeSpentMs);
    }
    switchboard.currentTestId = undefined;
    return {
      status: DryRunStatus.Complete,
      tests,
      mutantCoverage: structuredClone(switchboard.mutantCoverage),
    };
  }

  async mutantRun(options) {
    const { outcome, failing } = await this.#runMutant(options);
    const isSound = failing === undefined || (await runTest(failing)).status === TestStatus.Success;
    if (isSound) return outcome;
    // The test fails without the mutant too: an earlier one has spoilt something. Only a verdict on fresh modules counts.
    await this.#load();
    return (await this.#runMutant(options)).outcome;
  }

  async #runMutant({ activeMutant, testFilter, hitLimit }) {
    const ids = (testFilter ?? [...this.#tests.keys()]).toSorted(
      (one, other) => (this.#durations.get(one) ?? 0) - (this.#durations.get(other) ?? 0),
    );
    const tests = ids.flatMap((id) => this.#tests.get(id) ?? []);
    Object.assign(switchboard, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit && 0 });
    try {
      for (const [index, test] of tests.entries()) {
        const { status, failureMessage } = await runTest(test);
        const nrOfTests = index + 1;
        const timeout = determineHitLimitReached(switchboard.hitCount, hitLimit);
        if (timeout !== undefined)
          return { failing: test, outcome: { status: MutantRunStatus.Timeout, reason: timeout.reason } };
        if (status === TestStatus.Failed) {
          const outcome = { status: MutantRunStatus.Killed, killedBy: [test.id], failureMessage, nrOfTests };
          return { failing: test, outcome };
        }
      }
      return { outcome: { status: MutantRunStatus.Survived, nrOfTests: tests.length } };
    } finally {
      Object.assign(switchboard, { activeMutant: undefined, hitLimit: undefined, hitCount: undefined });
    }
  }
}

const createRunner = Object.assign((options) => new InProcessRunner(options), {
  inject: [commonTokens.options],
});

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'in-process', createRunner)];

const strings = { type: 'array', items: { type: 'string' } };
export const strykerValidationSchema = {
  properties: {
    inProcess: { type: 'object', properties: { folders: strings, except: strings }, required: ['folders'] },
  },
};
