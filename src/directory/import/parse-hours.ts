import { WEEKDAYS } from '../../model/service.js';

const DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
const DAY_PART = /^([a-z]{2})(?:-([a-z]{2}))?$/;
const TIMES = /^(\d{1,2}:\d{2})-(\d{1,2}:\d{2})$/;

/** `Mo-Fr` or `Mo,We`; undefined where a day is none. */
function daysOf(text: string): readonly string[] | undefined {
  const days: string[] = [];
  for (const part of text.split(',')) {
    const [, first = '', last = first] = DAY_PART.exec(part.trim().toLowerCase()) ?? [];
    const [from, to] = [DAYS.indexOf(first), DAYS.indexOf(last)];
    if (from < 0 || to < 0) return undefined;
    // Fr-Mo goes over the end of the week.
    for (let day = from; ; day = (day + 1) % 7) {
      days.push(WEEKDAYS[day] ?? '');
      if (day === to) break;
    }
  }
  return days;
}

function ruleOf(rule: string): readonly object[] | undefined {
  const [, days = '', times = ''] = /^(\S+)\s+(.+)$/.exec(rule.trim()) ?? [];
  const byday = daysOf(days);
  if (byday === undefined) return undefined;
  const each = times.split(',').map((part) => TIMES.exec(part.trim()));
  if (each.includes(null)) return undefined;
  return each.map((found) => ({
    kind: 'weekly',
    byday,
    opensAt: found?.[1]?.padStart(5, '0'),
    closesAt: found?.[2]?.padStart(5, '0'),
  }));
}

/**
 * Hours as a cell writes them: `24/7`, or `Mo-Fr 09:00-12:00, 13:00-17:00; Sa 10:00-12:00` (a part of the opening hours of
 * OpenStreetMap). Anything else is kept as words, from which nobody can say whether it is open.
 */
export function parseHours(text: string): readonly object[] {
  if (text.trim() === '24/7') return [{ kind: 'always' }];
  const rules = text
    .split(';')
    .filter((rule) => rule.trim() !== '')
    .map(ruleOf);
  if (rules.length === 0 || rules.includes(undefined)) return [{ kind: 'other', description: text }];
  return rules.flatMap((rule) => rule ?? []);
}
