import fc from 'fast-check';
import type { LoadedContent } from '../../src/content/load-content.js';
import { FORBIDDEN_WORDS } from '../../src/content/forbidden-words.js';
import { forbiddenWord } from '../../src/content/lint-text.js';
import { firstClient } from '../../src/model/first-client.js';
import type { JsonObject } from '../../src/model/json-value.js';
import { evaluateChart } from '../../src/pipeline/evaluate-chart.js';
import type { ProposedResource } from '../../src/protocol/proposed-resource.js';
import { inputOf } from '../support/data-assess.js';
import { ChartArbitraries, PATIENT_ID } from '../support/data-charts.js';
import type { ChartSpec } from '../support/data-charts.js';
import { loadEverything } from '../support/data-content.js';
import { AT, runs } from '../support/data-property.js';
import { resourcesIn } from '../support/proposed.js';
import { walk } from '../support/web-json-walk.js';

let loaded: LoadedContent;
let arbitraries: ChartArbitraries;

beforeAll(async () => {
  loaded = await loadEverything();
  arbitraries = new ChartArbitraries(loaded);
});

const LANGUAGES = Object.keys(FORBIDDEN_WORDS);
const ID = /^[0-9a-f]{8}$/;

/** Suspected exploitation on the record, and the history of it: each brings a card by itself. */
const TELLING = ['Z04.81', 'T74.51XA', 'T76.52XA', 'Z91.42'];

/** Everything that a record can say of a person in words, as one mark. */
function marked(spec: ChartSpec, mark: string, icd: string): ChartSpec {
  const said = {
    text: mark,
    coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: icd, display: mark }],
  };
  const condition: JsonObject = {
    resourceType: 'Condition',
    id: `c-${mark}`,
    subject: { reference: `Patient/${PATIENT_ID}`, display: mark },
    code: said,
    recordedDate: new Date(AT - 86_400_000).toISOString(),
    note: [{ text: mark }],
  };
  const patient = {
    ...spec.patient,
    name: [{ text: mark, family: mark, given: [mark] }],
    telecom: [{ system: 'phone', value: mark }],
    address: [{ text: mark, city: mark }],
    identifier: [{ system: 'urn:mrn', value: mark }],
  };
  const resources = spec.resources.map((resource) => ({ ...resource, note: [{ text: mark }] }));
  return { ...spec, patient, resources: [...resources, condition] };
}

function proposalsFor(spec: ChartSpec, ids: readonly string[]): readonly ProposedResource[] {
  let next = 0;
  const call = {
    client: firstClient(loaded.content.site),
    userId: 'Practitioner/u',
    patientId: PATIENT_ID,
    encounterId: spec.encounterId,
  };
  const uuid = (): string => ids[next++ % ids.length] ?? '';
  const { cards } = evaluateChart(call, inputOf(spec), loaded.content, AT, uuid);
  return resourcesIn(cards[0]?.suggestions);
}

describe('whatever the record says, what is proposed (response brief 4.1)', () => {
  it('knows of the patient a reference and nothing else, and names nothing', () => {
    const types = new Set<string>();
    const mark = fc.stringMatching(/^[A-Z]{12}$/).map((letters) => `Q${letters}Q`);
    const ids = fc.array(fc.stringMatching(ID), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(
        arbitraries.charts(true),
        mark,
        fc.constantFrom(...TELLING),
        ids,
        (spec, word, icd, fresh) => {
          const resources = proposalsFor(marked(spec, word, icd), fresh);
          for (const resource of resources) types.add(resource.resourceType);
          const texts = walk(resources).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
          expect(texts.filter((text) => text.includes(word) || text.includes(icd))).toEqual([]);
          const about = texts.filter((text) => /^(?:Patient|Encounter)\//.test(text));
          const known = new Set([`Patient/${PATIENT_ID}`, `Encounter/${spec.encounterId}`]);
          expect(about.filter((text) => !known.has(text))).toEqual([]);
          const plain = texts
            .filter((text) => !ID.test(text))
            .map((text) => text.replaceAll(/[^\p{L}']+/gu, ' '));
          expect(plain.filter((text) => forbiddenWord(text, LANGUAGES) !== undefined)).toEqual([]);
        },
      ),
      runs(300),
    );
    expect([...types].toSorted()).toEqual(['CarePlan', 'ServiceRequest', 'Task']);
  });
});
