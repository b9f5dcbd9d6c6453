import type { LoadedContent } from '../../src/content/load-content.js';
import { LANGUAGES } from '../../src/model/language.js';
import type { Language } from '../../src/model/language.js';
import { TextReader } from '../../src/text/text-reader.js';
import { loadDemo } from '../support/data-content.js';

/** Words for a woman and for a man; what stands first is looked for first. */
const PAIRS: Readonly<Record<Language, readonly (readonly [string, string])[]>> = {
  en: [
    ['herself', 'himself'],
    ["she's", "he's"],
    ['she', 'he'],
    ['her', 'his'],
    ['woman', 'man'],
    ['girl', 'boy'],
  ],
  fr: [
    ['de la patiente', 'du patient'],
    ['à la patiente', 'au patient'],
    ['la patiente', 'le patient'],
    ['patiente', 'patient'],
    ["qu'elle", "qu'il"],
    ['pour elle', 'pour lui'],
    ['chez elle', 'chez lui'],
    ['sur elle', 'sur lui'],
    ["d'elle", 'de lui'],
    ['elle', 'il'],
    ["d'une femme", "d'un homme"],
    ['une femme', 'un homme'],
  ],
  es: [
    ['de la paciente', 'del paciente'],
    ['a la paciente', 'al paciente'],
    ['la paciente', 'el paciente'],
    ['ella', 'él'],
    ['de una mujer', 'de un hombre'],
    ['una mujer', 'un hombre'],
    ['una chica', 'un chico'],
  ],
};

/** The sentence with its gendered words turned round, as it may then be written. */
function turnedRound(sentence: string, language: Language): readonly string[] {
  const words = new Map(
    PAIRS[language].flatMap(([hers, his]) => [[hers, his] as const, [his, hers] as const]),
  );
  if (language === 'en') words.set('him', 'her');
  const known = [...words.keys()].toSorted((one, other) => other.length - one.length).join('|');
  const turned = sentence.replaceAll(
    new RegExp(`(?<![\\p{L}'])(?:${known})(?![\\p{L}'])`, 'giu'),
    (word) => words.get(word.toLowerCase()) ?? word,
  );
  // "her" is "his" or "him".
  return language === 'en' ? [turned, turned.replaceAll(/\bhis\b/g, 'him')] : [turned];
}

describe('phrases: nobody is read otherwise for being a woman or a man (cue catalogue 4.1)', () => {
  let loaded: LoadedContent;
  beforeAll(async () => {
    loaded = await loadDemo();
  });

  it.each(LANGUAGES)(
    'reads nine of ten examples alike when their gendered words are turned round, in %s',
    (language) => {
      const { phrases } = loaded.content;
      const reader = new TextReader(phrases);
      const says = (id: string, text: string): boolean =>
        reader
          .read(text, { language, isAffirmed: false })
          .some(({ group, past }) => phrases.groups[group]?.id === id && past.kind === 'now');
      const groups = loaded.parsed.phrases.get(language)?.value.groups ?? [];
      const examples = groups.flatMap(({ id, patterns }) =>
        patterns
          .flatMap(({ matches }) => matches)
          .map((sentence) => ({ id, sentence, turned: turnedRound(sentence, language) }))
          .filter(({ sentence, turned }) => turned[0] !== sentence),
      );
      const lost = examples.filter(({ id, turned }) => !turned.some((text) => says(id, text)));
      expect(examples.length).toBeGreaterThan(60);
      // Lost are sentences in which both people then have one pronoun, and Spanish "por él", which reads like the article.
      const allowed = Math.floor(examples.length * 0.1);
      expect(lost.length > allowed ? lost : []).toEqual([]);
      // No group hangs on one gender.
      const kept = new Set(examples.filter((one) => !lost.includes(one)).map(({ id }) => id));
      expect([...new Set(examples.map(({ id }) => id))].filter((id) => !kept.has(id))).toEqual([]);
    },
  );
});
