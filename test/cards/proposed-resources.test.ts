import { FORBIDDEN_WORDS } from '../../src/content/forbidden-words.js';
import { forbiddenWord } from '../../src/content/lint-text.js';
import { cardFor, clientIn, contentIn, CONVERSATION, everyProposal, KINDS } from '../support/every-client.js';
import { LANGUAGES } from '../support/every-decision.js';
import { faultsOf, valuesAt } from '../support/fhir-r4.js';
import { resourcesIn } from '../support/proposed.js';
import { walk } from '../support/web-json-walk.js';

describe('the validator of base R4', () => {
  const GOOD = contentIn('en').then((content) =>
    resourcesIn(cardFor(CONVERSATION, content, clientIn(content, 'standard')).suggestions),
  );
  it.each([
    ['a status that R4 does not know', { status: 'proposed' }],
    ['no status', { status: undefined }],
    ['a member that R4 does not know', { severity: 'high' }],
    ['a reference to a type that may not stand there', { encounter: { reference: 'Patient/p' } }],
    ['a text where a list stands', { category: 'x' }],
  ])('refuses %s', async (_name, change) => {
    for (const resource of await GOOD) {
      expect(faultsOf(resource)).toEqual([]);
      expect(faultsOf({ ...resource, ...change })).not.toEqual([]);
    }
  });
  it('refuses a detail of an order without a code (R4 prr-1)', async () => {
    const order = (await GOOD).find(({ resourceType }) => resourceType === 'ServiceRequest');
    const detail = { ...order, orderDetail: [{ text: 'x' }] };
    expect(faultsOf(detail)).toEqual([]);
    expect(faultsOf({ ...detail, code: undefined })).not.toEqual([]);
  });
});

describe.each(LANGUAGES)('every resource that is proposed in %s (response brief 4)', (language) => {
  const contents = contentIn(language);

  it.each(KINDS)('is valid by base R4 for %s, and of a type that this client takes', async (kind) => {
    const content = await contents;
    const all = everyProposal(content, kind);
    expect(all.flatMap(faultsOf)).toEqual([]);
    const types = new Set(all.map(({ resourceType }) => resourceType));
    expect([...types].toSorted()).toEqual(clientIn(content, kind).output.resourceTypes.toSorted());
  });

  it.each(KINDS)(
    'names nothing that may not be read over a shoulder, in any language, for %s',
    async (kind) => {
      const texts = walk(everyProposal(await contents, kind)).flatMap(({ value }) =>
        typeof value === 'string' ? [value] : [],
      );
      const languages = Object.keys(FORBIDDEN_WORDS);
      expect(texts.filter((text) => forbiddenWord(text.replaceAll(/[^\p{L}']+/gu, ' '), languages))).toEqual(
        [],
      );
    },
  );

  it.each(KINDS)(
    'knows of the patient nothing but a reference, and gives no reason, for %s',
    async (kind) => {
      for (const resource of everyProposal(await contents, kind)) {
        const { resourceType } = resource;
        expect(valuesAt(resource, `${resourceType}.${resourceType === 'Task' ? 'for' : 'subject'}`)).toEqual([
          { reference: 'Patient/p' },
        ]);
        const members = walk(resource).map(({ path }) => path.split('.').at(-1) ?? '');
        for (const never of ['reasonCode', 'reasonReference', 'note', 'addresses', 'supportingInfo', 'input'])
          expect(members).not.toContain(never);
      }
    },
  );
});
