import { join } from 'node:path';
import { runCases, uncovered } from '../../src/cli/test-content.js';
import type { CaseResult } from '../../src/cli/test-content.js';
import { loadContent } from '../../src/content/load-content.js';
import type { LoadedContent } from '../../src/content/load-content.js';
import { SHIPPED } from '../support/shipped-content.js';

async function load(): Promise<LoadedContent> {
  const loaded = await loadContent({
    site: join(SHIPPED, 'sites', 'demo'),
    shipped: SHIPPED,
    fhirServers: undefined,
    withCases: true,
  });
  if (loaded.kind === 'loaded') return loaded;
  throw new Error(loaded.findings.map(({ message }) => message).join('; '));
}

describe('the worked patients (section 5: haven test)', () => {
  let loaded: LoadedContent;
  let results: readonly CaseResult[];
  beforeAll(async () => {
    loaded = await load();
    results = runCases(loaded);
  });

  it('all come out as expected', () => {
    expect(results.length).toBeGreaterThan(100);
    expect(
      results.flatMap(({ id, mismatches }) => mismatches.map((mismatch) => ({ id, ...mismatch }))),
    ).toEqual([]);
  });
  it('have one case at least in which each cue fires, and one in which it does not though it is switched on', () => {
    expect(uncovered(results, loaded.content)).toEqual({ firing: [], silent: [] });
  });
  it('have ids of their own', () => {
    const ids = results.map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });
});
