import { parseContentFile } from '../../src/content/content-file.js';
import { FORBIDDEN_WORDS } from '../../src/content/forbidden-words.js';
import { lintText } from '../../src/content/lint-text.js';

const FILE = parseContentFile('x.yaml', 'x: 1');
const rulesFor = (language: string, text: string): readonly string[] =>
  lintText(FILE, [language], { text, path: ['x'] }).map(({ rule }) => rule);

/** What a companion must never read, in each language, with and without accents and capitals. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  en: [
    'Human trafficking team',
    'sexual health',
    'Possible ABUSE',
    'threats at home',
    'the shelter',
    'ask the police',
  ],
  fr: [
    'Équipe de la traite des personnes',
    'traite humaine',
    'TRAFIC de personnes',
    'victime possible',
    'VIOLENCE conjugale',
    'un viol',
    'agression',
    'sévices',
    'travail forcé',
    'contrainte',
    'exploitée',
    'proxénète',
    'mauvais traitements',
    'la police',
    'immigrée',
    'refuge pour femmes',
    'ligne d’écoute',
    'signalement à la DPJ',
    'directrice de la protection de la jeunesse',
    'soupçon',
    'dépistage',
    'dévoilement',
    'fugueuse',
    'santé sexuelle',
    'sans-papiers',
    'toxicomane',
    'sous l’emprise de',
    'coercition',
  ],
  es: [
    'Trata de personas',
    'red de trata',
    'TRÁFICO de menores',
    'víctima',
    'violencia',
    'violación',
    'abuso',
    'agresión',
    'trabajo forzado',
    'coacción',
    'explotación',
    'proxeneta',
    'malos tratos',
    'la policía',
    'inmigración',
    'refugio',
    'línea directa',
    'denunciar',
    'protección de menores',
    'sospecha',
    'cribado',
    'revelación',
    'fugada',
    'salud sexual',
    'sin papeles',
    'drogadicta',
    'amenazas',
    'señales de alerta',
  ],
};

/** Ordinary words that begin or sound alike. */
const TAKEN: Readonly<Record<string, readonly string[]>> = {
  en: ['Share information', 'health needs first', 'Essex clinic'],
  fr: [
    'traitement habituel',
    'la personne traitée ici',
    'Violette Tremblay, poste 12',
    'renforcer le suivi',
    'équipe traitante',
  ],
  es: [
    'tratamiento habitual',
    'el equipo trata a la persona con respeto',
    'deporte',
    'Violeta Pérez',
    'esforzarse',
  ],
};

const rows = (table: Readonly<Record<string, readonly string[]>>): (readonly [string, string])[] =>
  Object.entries(table).flatMap(([language, texts]) => texts.map((text) => [language, text] as const));

describe('what no shown text may say (response brief 1.5, 1.8, 2.2)', () => {
  it('has a list for each language of the cards', () => {
    expect(Object.keys(FORBIDDEN_WORDS).toSorted()).toEqual(['en', 'es', 'fr']);
  });
  it.each(rows(REFUSED))('%s: "%s" is refused', (language, text) => {
    expect(rulesFor(language, text)).toContain('forbidden-word');
  });
  it.each(rows(TAKEN))('%s: "%s" is taken', (language, text) => {
    expect(rulesFor(language, text)).toEqual([]);
  });
  it.each([
    ['en', 'as is routine here'],
    ['fr', 'comme pour tous'],
    ['fr', 'De routine'],
    ['es', 'como es rutina'],
    ['es', 'como siempre'],
  ])('%s: "%s" claims what only routineSummary may (decision 21)', (language, text) => {
    expect(rulesFor(language, text)).toEqual(['routine']);
    expect(lintText(FILE, [language], { text, path: ['routineSummary'] })).toEqual([]);
  });
});
