import { evaluateChart } from '../../src/pipeline/evaluate-chart.js';
import { cardLanguages } from '../../src/model/site.js';
import type { Content } from '../../src/model/content.js';
import { firstClient } from '../../src/model/first-client.js';
import type { JsonObject } from '../../src/model/json-value.js';
import type { Card } from '../../src/protocol/cds-card.js';
import { condition, encounter, patient, CODE } from '../support/web-charts.js';
import {
  clientWith,
  shippedContent,
  shippedSite,
  shippedTexts,
  speechIn,
} from '../support/shipped-content.js';
import { EMPTY_CHART } from '../support/facts.js';

const AT = Date.parse('2026-03-10T15:00:00Z');
const SUMMARY = {
  en: /^Offer this patient a private conversation today/,
  fr: /^Offrez aujourd'hui un entretien en privé/,
  es: /^Ofrezca hoy una conversación en privado/,
} as const;
const INTERPRETER = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed';

/** The card for a patient and a visit with a documented cue. */
function cardFor(who: JsonObject, visit: JsonObject, content: Content): Card | undefined {
  const input = {
    patientId: 'p1',
    encounterId: 'e1',
    patient: who,
    patientUrl: undefined,
    received: [visit, condition(CODE.privateConversation)].map((resource) => ({
      resource,
      fullUrl: undefined,
    })),
    sources: EMPTY_CHART.sources,
  };
  const call = {
    client: firstClient(content.site),
    userId: 'Practitioner/1',
    patientId: 'p1',
    encounterId: 'e1',
  };
  return evaluateChart(call, input, content, AT, () => 'uuid').cards[0];
}

async function contentIn(language: string, client?: string): Promise<Content> {
  return shippedContent({ language, ...(await clientWith({ language: client })) });
}

describe('the language of a card is the clinician’s (client profile, then site)', () => {
  it.each([
    ['en', undefined, 'en'],
    ['fr', undefined, 'fr'],
    ['es', undefined, 'es'],
    ['en', 'fr', 'fr'],
    ['fr', 'en', 'en'],
  ] as const)('site %s, client %p: %s', async (site, client, language) => {
    const content = await contentIn(site, client);
    const card = cardFor(patient(), encounter(), content);
    expect(card?.summary).toMatch(SUMMARY[language]);
    const { source, immediateDanger, orders, overrideReasons } = speechIn(content).wording;
    expect(card?.source.label).toBe(source);
    expect(card?.detail).toContain(immediateDanger);
    expect(card?.suggestions?.map(({ label }) => label)).toContain(orders['social-work'].label);
    expect(card?.overrideReasons.map(({ display }) => display)).toEqual(
      overrideReasons.map(({ display }) => display),
    );
  });

  it('gives labels, names, reasons and hours in the language of the card, and no English in their place', async () => {
    const english = speechIn(await contentIn('en')).wording;
    for (const language of ['fr', 'es'] as const) {
      const content = await contentIn(language);
      const { wording } = speechIn(content);
      for (const order of ['interpreter', 'private-rooming', 'social-work', 'follow-up'] as const) {
        for (const member of ['label', 'description', 'name'] as const)
          expect(wording.orders[order][member]).not.toBe(english.orders[order][member]);
      }
      const codes = wording.overrideReasons.map(({ code }) => code);
      expect(codes).toEqual(english.overrideReasons.map(({ code }) => code));
      const shown = new Set(english.overrideReasons.map(({ display }) => display));
      expect(wording.overrideReasons.filter(({ display }) => shown.has(display))).toEqual([]);
      const hours = language === 'fr' ? '24 h/24' : 'las 24 horas';
      expect(cardFor(patient(), encounter(), content)?.detail).toContain(`1-888-373-7888, ${hours}.`);
    }
  });

  it.each(['en', 'fr', 'es'] as const)(
    'the patient’s language, whatever it is and wherever it stands, changes nothing on a card in %s',
    async (language) => {
      const content = await contentIn(language);
      const plain = cardFor(patient(), encounter(), content);
      expect(plain?.summary).toMatch(SUMMARY[language]);
      for (const spoken of ['en', 'fr', 'es', 'fr-CA', 'es-MX', 'zh', 'xx']) {
        const concept = { coding: [{ system: 'urn:ietf:bcp:47', code: spoken }], text: spoken };
        const who = patient({
          language: spoken,
          communication: [{ language: concept, preferred: true }],
          extension: [
            { url: 'http://hl7.org/fhir/StructureDefinition/patient-preferredLanguage', valueCode: spoken },
          ],
        });
        const visit = encounter({ language: spoken });
        expect(cardFor(who, visit, content)).toEqual(plain);
      }
    },
  );

  it('a recorded need of an interpreter adds the interpreter in the clinician’s language', async () => {
    const content = await contentIn('fr');
    const who = patient({
      communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'es' }] }, preferred: true }],
      extension: [{ url: INTERPRETER, valueBoolean: true }],
    });
    const card = cardFor(who, encounter(), content);
    expect(card?.detail).toMatch(/^- \*\*Interprète d'abord :\*\*/);
    expect(card?.suggestions?.[0]?.label).toBe('Réserver un interprète professionnel');
  });

  it('both shipped sites speak English', async () => {
    const texts = await shippedTexts();
    for (const site of ['demo', 'example-hospital']) {
      expect(cardLanguages(shippedSite(texts, site))).toEqual(['en']);
    }
  });
});
