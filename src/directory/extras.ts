import type { Closure, Service } from '../model/service.js';

/** What neither HSDS nor FHIR has a member for, as pairs of a name and a value: HSDS attributes, FHIR characteristics and extensions. */
export type Extra = readonly [name: string, value: string];

/** Members that may have several values, each a pair. */
const LISTS = { type: 'types', situation: 'situations', gender: 'genders', intake: 'intake' } as const;
const FLAGS = {
  'with-children': 'withChildren',
  couples: 'couples',
  pets: 'pets',
  interpretation: 'interpretation',
  'id-required': 'idRequired',
  'asks-immigration-status': 'asksImmigrationStatus',
  'shares-with-police': 'sharesWithPolice',
  'mandatory-reporter': 'mandatoryReporter',
  'police-run': 'policeRun',
  'survivor-led': 'survivorLed',
} as const;
const TEXTS = {
  'time-zone': 'timeZone',
  regime: 'regime',
  'vetted-by': 'vettedBy',
  'agreement-on': 'agreementOn',
  capacity: 'capacity',
  caution: 'caution',
  source: 'source',
} as const;
const MINORS = { 'unaccompanied-minors': 'unaccompanied', 'guardian-consent': 'guardianConsent' } as const;
const VERIFICATION = {
  'verified-on': 'verifiedOn',
  'verified-by': 'by',
  'verified-how': 'method',
  'next-due': 'nextDue',
} as const;

function rows<T extends Readonly<Record<string, string>>>(
  table: T,
): readonly (readonly [string, T[keyof T]])[] {
  return Object.entries(table) as [string, T[keyof T]][];
}

function writeClosure(closure: Closure): string {
  return closure.kind === 'yearly' ? closure.day : `${closure.from}/${closure.to}`;
}

function readClosure(text: string): object {
  const [from, to] = text.split('/');
  return to === undefined ? { kind: 'yearly', day: from } : { kind: 'dates', from, to };
}

/** All that a service says beside what its format has a member for. */
export function writeExtras(service: Service): readonly Extra[] {
  const { minors, verification, waitDays, closures, url } = service;
  const one = (name: string, value: string | number | boolean | undefined): readonly Extra[] =>
    value === undefined ? [] : [[name, String(value)]];
  return [
    ...rows(LISTS).flatMap(([name, member]) => (service[member] ?? []).flatMap((value) => one(name, value))),
    ...rows(FLAGS).flatMap(([name, member]) => one(name, service[member])),
    ...rows(TEXTS).flatMap(([name, member]) => one(name, service[member])),
    ...rows(MINORS).flatMap(([name, member]) => one(name, minors?.[member])),
    ...rows(VERIFICATION).flatMap(([name, member]) => one(name, verification?.[member])),
    ...one('wait-days', waitDays),
    ...one('url-title', url?.title),
    ...closures.flatMap((closure) => one('closed-on', writeClosure(closure))),
  ];
}

/** `true` and `false` as such; anything else stays as it is, for the schema to refuse. */
function flagOf(value: string): unknown {
  return value === 'true' ? true : value === 'false' ? false : value;
}

function membersOf(
  table: Readonly<Record<string, string>>,
  first: (name: string) => string | undefined,
  read: (value: string) => unknown = (value) => value,
): Record<string, unknown> | undefined {
  const found = rows(table).flatMap(([name, member]) => {
    const value = first(name);
    return value === undefined ? [] : [[member, read(value)] as const];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

/** Reads pairs as members of a service that is still to be checked; names that are not ours are nothing. */
export function readExtras(extras: readonly Extra[]): Readonly<Record<string, unknown>> {
  const all = (wanted: string): readonly string[] =>
    extras.filter(([name]) => name === wanted).map(([, value]) => value);
  const first = (wanted: string): string | undefined => all(wanted)[0];
  const lists = rows(LISTS).flatMap(([name, member]) => {
    const values = all(name);
    return values.length === 0 ? [] : [[member, values] as const];
  });
  const waitDays = first('wait-days');
  const minors = membersOf(MINORS, first, flagOf);
  const verification = membersOf(VERIFICATION, first);
  const closures = all('closed-on').map(readClosure);
  return {
    ...Object.fromEntries(lists),
    ...membersOf(FLAGS, first, flagOf),
    ...membersOf(TEXTS, first),
    ...(minors === undefined ? {} : { minors }),
    ...(verification === undefined ? {} : { verification }),
    ...(waitDays === undefined ? {} : { waitDays: Number(waitDays) }),
    ...(closures.length === 0 ? {} : { closures }),
  };
}
