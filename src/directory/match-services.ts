import type { Age } from '../model/chart.js';
import { DAY_MS } from '../model/civil.js';
import type { Directory, Listed } from '../model/directory.js';
import type { Facility } from '../model/facility.js';
import type { Gender, ServiceType } from '../model/service.js';
import { candidates } from './candidates.js';
import { EVERY_GENDER, genderBits } from './compile-directory.js';
import { isOpen } from './opening-at.js';

/** What is asked of the directory: nothing that could tell a patient apart leaves the process, and nothing is kept. */
export interface Need {
  /** any of these */
  readonly types: readonly ServiceType[];
  readonly age: Age | undefined;
  /** undefined: not known, so that only services that ask for none fit */
  readonly gender: Gender | undefined;
  /** primary language; only for the order */
  readonly language: string | undefined;
  /** where the department lies */
  readonly facility: Facility;
  /** milliseconds since 1970 UTC */
  readonly at: number;
}

const ADULT = 18;
const OLDEST = 120;

/** Whether each kind of hours is open at the last moment that was asked for: many services keep the same hours. */
interface OpenNow {
  readonly at: number;
  /** 0 not asked yet, 1 closed, 2 hours not known, 3 open */
  readonly states: Uint8Array;
}

const MINUTE_MS = 60_000;
const lastAsked = new WeakMap<Directory, OpenNow>();

/** Within one minute nothing opens or closes. */
function openNow(directory: Directory, at: number): OpenNow {
  const minute = Math.floor(at / MINUTE_MS);
  const known = lastAsked.get(directory);
  if (known?.at === minute) return known;
  const fresh = { at: minute, states: new Uint8Array(directory.hours.length) };
  lastAsked.set(directory, fresh);
  return fresh;
}

function openState(directory: Directory, { states }: OpenNow, number: number, at: number): number {
  const of = directory.columns.hours[number] ?? 0;
  const known = states[of] ?? 0;
  if (known !== 0) return known;
  const hours = directory.hours[of];
  const state = hours === undefined || hours.kind === 'unknown' ? 2 : isOpen(hours, at) ? 3 : 1;
  states[of] = state;
  return state;
}

/** A verification of tomorrow (UTC) may be of today where it was signed. */
function isVerified({ from, until }: Directory['columns'], number: number, at: number): boolean {
  return at < (until[number] ?? 0) && at >= (from[number] ?? 0) - DAY_MS;
}

/** All bits of who is not known to be anything else: whoever asks does not take them. */
function takesGender({ genders }: Directory['columns'], number: number, bits: number): boolean {
  const taken = genders[number] ?? 0;
  return bits === EVERY_GENDER ? taken === EVERY_GENDER : (taken & bits) !== 0;
}

function takesAge(columns: Directory['columns'], number: number, age: Need['age']): boolean {
  const [least, most] = [columns.minimumAge[number] ?? 0, columns.maximumAge[number] ?? 0];
  const takesMinors = columns.takesMinors[number] === 1;
  if (age === undefined) return least === 0 && most >= OLDEST && takesMinors;
  if (age.from < least || age.to > most) return false;
  return age.from >= ADULT || takesMinors;
}

/** A need, worked out once for all candidates. */
interface Asked {
  readonly need: Need;
  readonly gender: number;
  /** numbers of the services whose staff speak the language */
  readonly speakers: ReadonlySet<number> | undefined;
  readonly now: OpenNow;
}

function askedOf(directory: Directory, need: Need): Asked {
  const { gender, language } = need;
  return {
    need,
    gender: gender === undefined ? EVERY_GENDER : genderBits([gender]),
    speakers: language === undefined ? undefined : directory.speaking.get(language),
    now: openNow(directory, need.at),
  };
}

/** Whether a service takes this person and is in date; its type, place and status were asked before. */
function fits({ columns }: Directory, number: number, { need, gender }: Asked): boolean {
  return (
    isVerified(columns, number, need.at) &&
    takesGender(columns, number, gender) &&
    takesAge(columns, number, need.age)
  );
}

/** 2 where staff speak the language, 1 where they have interpreters, 0 otherwise or where no language is known. */
function languageState({ columns }: Directory, number: number, { need, speakers }: Asked): number {
  if (need.language === undefined) return 0;
  if (speakers?.has(number) === true) return 2;
  return columns.interpreters[number] ?? 0;
}

/** Higher is better: open now, language, no identification needed, led by survivors, capacity. */
function scoreOf(directory: Directory, number: number, asked: Asked): number {
  const open = openState(directory, asked.now, number, asked.need.at);
  const language = languageState(directory, number, asked);
  return open * 64 + language * 16 + (directory.columns.rank[number] ?? 0);
}

/** The best few of what was looked at so far, best first; equals in the order of their ids. */
class Best {
  readonly numbers: number[] = [];
  private readonly scores: number[] = [];
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  /** True where nothing of this score could come in. */
  isOut(score: number, number: number): boolean {
    const last = this.numbers.length - 1;
    return last + 1 >= this.most && !precedes(score, number, this.scores[last] ?? 0, this.numbers[last] ?? 0);
  }

  offer(score: number, number: number): void {
    if (this.isOut(score, number) || this.numbers.includes(number)) return;
    let place = this.numbers.length;
    while (place > 0 && precedes(score, number, this.scores[place - 1] ?? 0, this.numbers[place - 1] ?? 0))
      place -= 1;
    this.numbers.splice(place, 0, number);
    this.scores.splice(place, 0, score);
    this.numbers.length = Math.min(this.numbers.length, this.most);
    this.scores.length = this.numbers.length;
  }
}

function precedes(score: number, number: number, otherScore: number, other: number): boolean {
  return score > otherScore || (score === otherScore && number < other);
}

/**
 * The services that fit a need, best first. What a service does, where it works, whom it takes, whether it is active, in date
 * and can be named decides whether; what it is like decides the order. Nothing is guessed: what is not said of a person fits
 * only services that do not ask, and the young fit only those that say that they take them.
 *
 * @param most at most so many
 */
export function matchServices(directory: Directory, need: Need, most: number): readonly Listed[] {
  const asked = askedOf(directory, need);
  const best = new Best(most);
  for (const list of candidates(directory, need.types, need.facility)) {
    for (const number of list) {
      if (fits(directory, number, asked)) best.offer(scoreOf(directory, number, asked), number);
    }
  }
  return best.numbers.flatMap((number) => directory.listed[number] ?? []);
}
