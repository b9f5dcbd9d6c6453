import { countWords } from '../model/card-limits.js';
import { FORBIDDEN_WORDS } from './forbidden-words.js';
import { ANY_LANGUAGE, forbiddenWord, foldText } from './lint-text.js';

/** A name on a card is read at a glance. */
const MAX_NAME_WORDS = 6;
const MAX_NAME_UNITS = 60;

/** Words of an address run together, so that a beginning may stand anywhere in it. */
const IN_ADDRESS = new RegExp(Object.values(FORBIDDEN_WORDS).flat().join('|'));

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** True for a name that may stand on a card: short, on one line, and no word of it names what must not be named, in any language. */
export function isNeutralName(name: string): boolean {
  return (
    name.length <= MAX_NAME_UNITS &&
    countWords(name) <= MAX_NAME_WORDS &&
    !/[<>\r\n]/.test(name) &&
    forbiddenWord(name, ANY_LANGUAGE) === undefined
  );
}

/** True for the title of a page that says nothing more than a neutral name. */
export function isNeutralTitle(title: string): boolean {
  return forbiddenWord(title, ANY_LANGUAGE) === undefined;
}

/** True for an address in whose words nothing of it can be read, wherever in them it stands. Rather a link too few than one too many. */
export function isNeutralAddress(address: string): boolean {
  const words = decoded(address)
    .replace(/^[a-z]+:\/\//i, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  return !IN_ADDRESS.test(foldText(words));
}
