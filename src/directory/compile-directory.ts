import { canonicalJson } from '../model/json-value.js';
import type { Directory, Hours, Listed } from '../model/directory.js';
import { GENDERS } from '../model/service.js';
import type { Gender, Service } from '../model/service.js';
import type { VerificationRecord } from '../model/site-directory.js';
import { areaKey } from './area-keys.js';
import { compileHours } from './compile-hours.js';
import { verifiedUntil } from './verified-until.js';

/** What a list of services is compiled with. */
export interface DirectoryTools {
  /** what may be read over a shoulder */
  readonly isNeutralName: (name: string) => boolean;
  readonly isNeutralTitle: (title: string) => boolean;
  readonly isNeutralAddress: (address: string) => boolean;
  /** what this site's people verified */
  readonly records: readonly VerificationRecord[];
}

/** As bits. */
export function genderBits(genders: readonly Gender[]): number {
  return genders.reduce((bits, gender) => bits | (1 << GENDERS.indexOf(gender)), 0);
}

/** All bits: it takes everyone. */
export const EVERY_GENDER = genderBits(GENDERS);

/** A link is for reading in the room: https, and neither its address nor its title may say what it is about. Without a title nobody knows. */
function linkOf({ url }: Service, tools: DirectoryTools): string | undefined {
  if (url?.title === undefined || !URL.canParse(url.address)) return undefined;
  const { protocol, username, password, href } = new URL(url.address);
  const isSafe = protocol === 'https:' && username === '' && password === '';
  return isSafe && tools.isNeutralTitle(url.title) && tools.isNeutralAddress(href) ? href : undefined;
}

function listedOf(service: Service, records: readonly VerificationRecord[], tools: DirectoryTools): Listed {
  const name = service.alternateName ?? service.name;
  return {
    service,
    verified: verifiedUntil(service, records),
    displayName: tools.isNeutralName(name) ? name : undefined,
    link: linkOf(service, tools),
  };
}

const CAPACITY_RANK = {
  capacity: 3,
  'additional-assessment-required': 2,
  waitlist: 1,
  'no-capacity': 0,
} as const;

/** What orders services after open now and language: no identification needed, led by survivors, capacity. */
function rankOf({ idRequired, survivorLed, capacity }: Service): number {
  const room = capacity === undefined ? 2 : CAPACITY_RANK[capacity];
  return (idRequired === false ? 8 : 0) + (survivorLed === true ? 4 : 0) + room;
}

/** Equal hours are asked once, however many services keep them. */
class HoursTable {
  readonly all: Hours[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(service: Service): number {
    const { schedules, closures, timeZone } = service;
    const key = canonicalJson([schedules, closures, timeZone]);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.all.length);
    this.all.push(compileHours(service));
    return this.all.length - 1;
  }
}

/** The first and the last moment of a verification; none: never. */
function spanOf(verified: Listed['verified']): readonly [from: number, until: number] {
  if (verified === undefined) return [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  if (verified.kind === 'start') return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return [verified.from, verified.until];
}

/** Where nothing is said of the young, nobody knows whether they are taken. */
function takesMinors({ minimumAge, minors }: Service): boolean {
  return minimumAge !== undefined && minors?.unaccompanied !== false;
}

function columnsOf(listed: readonly Listed[], table: HoursTable): Directory['columns'] {
  const count = listed.length;
  const columns = {
    hours: new Int32Array(count),
    minimumAge: new Int16Array(count),
    maximumAge: new Int16Array(count),
    genders: new Uint8Array(count),
    rank: new Uint8Array(count),
    takesMinors: new Uint8Array(count),
    interpreters: new Uint8Array(count),
    from: new Float64Array(count),
    until: new Float64Array(count),
  };
  for (const [number, { service, verified }] of listed.entries()) {
    columns.hours[number] = table.numberOf(service);
    columns.minimumAge[number] = service.minimumAge ?? 0;
    columns.maximumAge[number] = service.maximumAge ?? 999;
    columns.genders[number] = service.genders === undefined ? EVERY_GENDER : genderBits(service.genders);
    columns.rank[number] = rankOf(service);
    columns.takesMinors[number] = takesMinors(service) ? 1 : 0;
    columns.interpreters[number] = service.interpretation === true ? 1 : 0;
    const [from, until] = spanOf(verified);
    columns.from[number] = from;
    columns.until[number] = until;
  }
  return columns;
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

function postingsOf(listed: readonly Listed[]): ReadonlyMap<string, Int32Array> {
  const lists = new Map<string, number[]>();
  for (const [number, { service, displayName }] of listed.entries()) {
    if (service.status !== 'active' || displayName === undefined) continue;
    const areas = new Set(service.serviceAreas.map(areaKey));
    for (const area of areas) for (const type of service.types) add(lists, `${type} ${area}`, number);
  }
  return new Map([...lists].map(([key, numbers]) => [key, Int32Array.from(numbers)]));
}

function speakingOf(listed: readonly Listed[]): ReadonlyMap<string, ReadonlySet<number>> {
  const lists = new Map<string, number[]>();
  for (const [number, { service }] of listed.entries())
    for (const language of service.languages) add(lists, language, number);
  return new Map([...lists].map(([language, numbers]) => [language, new Set(numbers)]));
}

/** Orders ids the same way on every machine. */
function byId(one: Service, other: Service): number {
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

/** Indexes services by what is asked of them, so that the cost of a match does not grow with the services that are elsewhere. */
export function compileDirectory(services: readonly Service[], tools: DirectoryTools): Directory {
  const records = new Map<string, VerificationRecord[]>();
  for (const record of tools.records) add(records, record.service, record);
  const listed = services
    .toSorted(byId)
    .map((service) => listedOf(service, records.get(service.id) ?? [], tools));
  const table = new HoursTable();
  const columns = columnsOf(listed, table);
  return Object.freeze({
    listed,
    postings: postingsOf(listed),
    hours: table.all,
    columns,
    speaking: speakingOf(listed),
  });
}
