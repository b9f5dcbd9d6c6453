import { DAY_MS } from './civil.js';
import type { Opening } from './opening.js';
import type { Wording } from './wording.js';

/** The words of a language for hours. */
export type HoursWords = Pick<
  Wording,
  'language' | 'hoursAlways' | 'hoursOpen' | 'hoursOpens' | 'hoursClosed' | 'hoursUnknown'
>;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formatters are slow to make; there is one for each language and zone of a site. */
function formatOf(language: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(language, {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(key, made);
  return made;
}

/** `17:00`, or `Mon 09:00` where it is not within a day. */
function sayMoment(moment: number, at: number, language: string, timeZone: string): string {
  const parts = formatOf(language, timeZone).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((one) => one.type === type)?.value ?? '';
  const time = `${part('hour')}:${part('minute')}`;
  return moment - at < DAY_MS ? time : `${part('weekday').replace(/\.$/, '')} ${time}`;
}

/**
 * When a service answers, in words.
 *
 * @param at the moment it is said
 * @param timeZone in which the reader's clock runs; undefined: no times are said
 */
export function sayOpening(
  opening: Opening,
  at: number,
  timeZone: string | undefined,
  words: HoursWords,
): string {
  const say = (template: string, moment: number): string =>
    timeZone === undefined
      ? words.hoursUnknown
      : template.replace('{time}', () => sayMoment(moment, at, words.language, timeZone));
  switch (opening.kind) {
    case 'always':
      return words.hoursAlways;
    case 'open':
      return say(words.hoursOpen, opening.until);
    case 'closed':
      return opening.opens === undefined ? words.hoursClosed : say(words.hoursOpens, opening.opens);
    case 'unknown':
      return words.hoursUnknown;
  }
}
