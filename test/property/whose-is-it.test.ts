import fc from 'fast-check';
import type { LoadedContent } from '../../src/content/load-content.js';
import type { JsonObject } from '../../src/model/json-value.js';
import { assessed } from '../support/data-assess.js';
import { ChartArbitraries } from '../support/data-charts.js';
import type { ChartSpec } from '../support/data-charts.js';
import { loadEverything } from '../support/data-content.js';
import { runs } from '../support/data-property.js';

let loaded: LoadedContent;
let arbitraries: ChartArbitraries;

beforeAll(async () => {
  loaded = await loadEverything();
  arbitraries = new ChartArbitraries(loaded);
});

/** References that are not the patient's, some of which look like it. */
const OTHERS: readonly unknown[] = [
  { reference: 'Patient/other' },
  { reference: 'Patient/p2' },
  { reference: 'Patient/P' },
  { reference: 'Group/p' },
  { reference: 'RelatedPerson/p' },
  { reference: 'https://ehr.example.org/fhir/Patient/other' },
  { reference: 'Patient?identifier=p' },
  { reference: 'urn:uuid:p' },
  { reference: '#p' },
  { reference: '' },
  { identifier: { value: 'p' } },
  { display: 'Patient/p' },
  { reference: ['Patient/p'] },
  'Patient/p',
  null,
];

function withoutSubject(resource: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(resource).filter(([name]) => name !== 'subject' && name !== 'participant'),
  );
}

/** The same resource under an id of its own, about somebody else or about nobody. */
function aboutAnother(resource: JsonObject, subject: unknown): JsonObject {
  const { id, ...bare } = withoutSubject(resource);
  const own = { ...bare, ...(id === undefined ? {} : { id: `other-${JSON.stringify(id)}` }) };
  if (subject === undefined) return own;
  return resource['resourceType'] === 'Appointment'
    ? { ...own, participant: [{ actor: subject, status: 'accepted' }] }
    : { ...own, subject };
}

/** The property: more resources of somebody else change nothing. */
function unchangedBy(
  subjects: fc.Arbitrary<unknown>,
): fc.IPropertyWithHooks<[ChartSpec, ChartSpec, unknown[]]> {
  const [own, others] = [arbitraries.charts(false), arbitraries.charts(false)];
  return fc.property(own, others, fc.array(subjects, { minLength: 1 }), (spec, other, list) => {
    const foreign = other.resources.map((resource, number) =>
      aboutAnother(resource, list[number % list.length]),
    );
    const more: ChartSpec = { ...spec, resources: [...foreign, ...spec.resources] };
    expect(assessed(more, loaded.content)).toStrictEqual(assessed(spec, loaded.content));
  });
}

function withSubject(resource: JsonObject, reference: string): JsonObject {
  return { ...resource, subject: { reference } };
}

function withFocus(resource: JsonObject): JsonObject {
  return { ...resource, id: 'about-another', focus: [{ reference: 'RelatedPerson/partner' }] };
}

describe('Evidence about another patient never counts (invariant 3, decision 2)', () => {
  it('drops resources whose subject is somebody else, however the reference is written', () => {
    fc.assert(unchangedBy(fc.constantFrom(...OTHERS)), runs(400));
  });

  it('drops resources without subject', () => {
    fc.assert(unchangedBy(fc.constant(undefined)), runs(150));
  });

  it('drops a Patient that is not the one of the call', () => {
    fc.assert(
      fc.property(arbitraries.charts(true), arbitraries.patients(), (spec, patient) => {
        const more = { ...spec, resources: [{ ...patient, id: 'other' }, ...spec.resources] };
        expect(assessed(more, loaded.content)).toStrictEqual(assessed(spec, loaded.content));
      }),
      runs(150),
    );
  });

  it('drops an observation about a partner, a fetus or a donor, even in the own record', () => {
    const observation = arbitraries.observations().map(withFocus);
    fc.assert(
      fc.property(arbitraries.charts(true), observation, (spec, other) => {
        const more = { ...spec, resources: [...spec.resources, other] };
        expect(assessed(more, loaded.content)).toStrictEqual(assessed(spec, loaded.content));
      }),
      runs(150),
    );
  });

  it('keeps resources of the patient however the reference is written', () => {
    const references = fc.constantFrom(
      'Patient/p',
      'Patient/p/_history/3',
      'https://ehr.example.org/fhir/Patient/p',
      'https://ehr.example.org/fhir/Patient/p/_history/3',
    );
    fc.assert(
      fc.property(arbitraries.charts(true), references, (spec, reference) => {
        const resources = spec.resources.map((resource) =>
          resource['resourceType'] === 'Appointment' ? resource : withSubject(resource, reference),
        );
        expect(assessed(spec, loaded.content, resources)).toStrictEqual(assessed(spec, loaded.content));
      }),
      runs(150),
    );
  });
});
