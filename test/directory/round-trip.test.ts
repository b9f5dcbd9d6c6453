import fc from 'fast-check';
import { exportFhir } from '../../src/directory/export/export-fhir.js';
import { exportHsds } from '../../src/directory/export/export-hsds.js';
import { importFhir } from '../../src/directory/import/import-fhir.js';
import { importHsdsJson } from '../../src/directory/import/import-hsds.js';
import { NO_MAPPING } from '../../src/directory/import/mapping.js';
import type { Service } from '../../src/model/service.js';
import { plain, services } from '../support/services.js';

const NONE = new Set<string>();
const AT = '2026-11-24T12:00:00.000Z';

/** What another system gets: text. */
function sent(value: unknown): { readonly file: string; readonly text: string; readonly value: unknown } {
  const text = JSON.stringify(value, undefined, 2);
  return { file: 'file.json', text, value: JSON.parse(text) as unknown };
}

const one = (list: readonly Service[]): readonly Service[] =>
  [...new Map(list.map((service) => [service.id, service])).values()].toSorted((left, right) =>
    left.id < right.id ? -1 : 1,
  );
const lists = fc.array(services(), { minLength: 1, maxLength: 4 }).map(one);

describe('what is exported can be imported again (issue: HSDS 3.0 and FHIR R4)', () => {
  it('as HSDS 3.0, nothing is lost and nothing is added', () => {
    fc.assert(
      fc.property(lists, (all) => {
        const { services: found, refusals } = importHsdsJson(sent(exportHsds(all)), NO_MAPPING, NONE);
        expect(refusals).toStrictEqual([]);
        expect(plain(found)).toStrictEqual(plain(all));
      }),
      { numRuns: 60 },
    );
  });
  it('as a FHIR R4 Bundle, nothing is lost and nothing is added', () => {
    fc.assert(
      fc.property(lists, (all) => {
        const { services: found, refusals } = importFhir(sent(exportFhir(all, AT)), NO_MAPPING, NONE);
        expect(refusals).toStrictEqual([]);
        expect(plain(found)).toStrictEqual(plain(all));
      }),
      { numRuns: 60 },
    );
  });
  it('an export of equal services is equal, byte by byte', () => {
    fc.assert(
      fc.property(lists, (all) => {
        expect(JSON.stringify(exportHsds(all))).toBe(JSON.stringify(exportHsds(structuredClone(all))));
        expect(JSON.stringify(exportFhir(all, AT))).toBe(
          JSON.stringify(exportFhir(structuredClone(all), AT)),
        );
      }),
      { numRuns: 20 },
    );
  });
  it('a confidential location never has an address, a position or a postal code in either format (response brief 3.3)', () => {
    fc.assert(
      fc.property(services(), (service) => {
        if (!service.locations.some(({ kind }) => kind === 'confidential')) return;
        for (const text of [JSON.stringify(exportHsds([service])), JSON.stringify(exportFhir([service], AT))])
          expect(text).not.toMatch(/"(?:address_1|line|latitude|longitude|position|postal_code|postalCode)"/);
      }),
      { numRuns: 100 },
    );
  });
});
