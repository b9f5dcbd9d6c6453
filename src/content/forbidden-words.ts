/**
 * What no shown text may say, by language, as beginnings of words: a person reading over a shoulder must learn
 * nothing, and nobody may be labelled or pushed (response brief 1.5, 1.8, 2.2).
 */
export const FORBIDDEN_WORDS: Readonly<Record<string, readonly string[]>> = {
  en: [
    'traffic',
    'exploit',
    'abus',
    'victim',
    'violen',
    'assault',
    'prostitut',
    'slave',
    'forced',
    'coerc',
    'smuggl',
    'pimp',
    'hotline',
    'rescue',
    'perpetrat',
    'survivor',
    'suspect',
    'indicator',
    'red flag',
    'risk score',
    'screening',
    'disclosure',
    'report to',
    'police',
    'immigra',
    'undocumented',
    'shelter',
    'non-compliant',
    'frequent flyer',
    'drug seek',
    'haven',
  ],
};
