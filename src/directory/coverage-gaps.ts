import type { Pathway } from '../model/assessment.js';
import { COVERAGE_ITEMS } from '../model/coverage.js';
import type { CoverageGap, CoverageItem } from '../model/coverage.js';
import type { Directory } from '../model/directory.js';
import type { Facility } from '../model/facility.js';
import type { Service, ServiceType, Situation } from '../model/service.js';
import { isPoliceRun } from '../model/service.js';
import { candidates } from './candidates.js';
import { isInDate } from './is-in-date.js';
import { matchServices } from './match-services.js';
import { openingAt } from './opening-at.js';

/** What goes on after the conversation, in contrast to a line to call or an interpreter to book. */
const HELP: readonly ServiceType[] = [
  'advocacy',
  'shelter',
  'forensic-examination',
  'substance-use',
  'mental-health',
  'legal-immigration',
  'legal-record',
  'legal-work',
  'child-advocacy',
  'peer',
  'basic-needs',
  'medical-home',
];
/** All that an item may ask for. */
const WANTED: readonly ServiceType[] = [...HELP, 'interpreter', 'crisis-line'];
const LEGAL: readonly ServiceType[] = ['legal-immigration', 'legal-record', 'legal-work'];

/** One service that is there for a department now. */
interface Present {
  readonly service: Service;
  readonly isAlways: boolean;
}

const isOf = ({ types }: Service, wanted: readonly ServiceType[]): boolean =>
  types.some((type) => wanted.includes(type));
/** Only what is said counts: a service that does not ask may still refuse. */
const takes = ({ genders }: Service, ...wanted: readonly string[]): boolean =>
  wanted.every((gender) => genders?.some((taken) => taken === gender) === true);
const takesAge = ({ minimumAge, maximumAge }: Service, age: number): boolean =>
  (minimumAge ?? 0) <= age && age <= (maximumAge ?? 999);

/** An age that every service for the young or for adults takes; what is narrower does not cover the rest. */
const [YOUNG, GROWN] = [15, 30];

/** Help for adults to whom this has happened, by what the service itself says. */
const isHelpFor = (service: Service, situation: Situation): boolean =>
  isOf(service, HELP) && takesAge(service, GROWN) && service.situations?.includes(situation) === true;

/** What each item asks of a service (response brief 8.2). */
const COVERS: Readonly<Record<CoverageItem, (present: Present) => boolean>> = {
  'adult-sexual': ({ service }) => isHelpFor(service, 'sexual'),
  'adult-work': ({ service }) => isHelpFor(service, 'labour'),
  minor: ({ service }) =>
    isOf(service, HELP) &&
    service.minimumAge !== undefined &&
    takesAge(service, YOUNG) &&
    service.minors?.unaccompanied !== false,
  man: ({ service }) => isOf(service, HELP) && takes(service, 'man'),
  'trans-non-binary': ({ service }) =>
    isOf(service, HELP) && takes(service, 'trans-woman', 'trans-man', 'non-binary'),
  'legal-aid': ({ service }) => isOf(service, LEGAL),
  'language-line': ({ service }) => isOf(service, ['interpreter']),
  'round-the-clock-line': ({ service, isAlways }) => isOf(service, ['crisis-line']) && isAlways,
};

/** Where a department is, and what its cards are to offer. */
export interface CoverageFrame {
  readonly facility: Facility | undefined;
  /** types that each card needs one of; none: it offers nothing */
  readonly needs: ReadonlyMap<Pathway, readonly ServiceType[]>;
  /** milliseconds since 1970 UTC */
  readonly at: number;
}

/** Active, in date, in the area, and no police; what cannot be named on a card covers nothing. */
function presentHere(directory: Directory, facility: Facility, at: number): readonly Present[] {
  const numbers = new Set<number>();
  for (const list of candidates(directory, WANTED, facility)) for (const number of list) numbers.add(number);
  return [...numbers].flatMap((number) => {
    const listed = directory.listed[number];
    if (listed === undefined || isPoliceRun(listed.service) || !isInDate(listed.verified, at)) return [];
    const hours = directory.hours[directory.columns.hours[number] ?? -1];
    const isAlways = hours !== undefined && openingAt(hours, at).kind === 'always';
    return [{ service: listed.service, isAlways }];
  });
}

/** A person whom every card may be about: an adult, or a child for the card that is for children alone. */
function ageFor(pathway: Pathway): number {
  return pathway === 'child-protection' ? YOUNG : GROWN;
}

/** Everything that keeps the directory from covering a department; empty where it does. */
export function coverageGaps(
  directory: Directory,
  { facility, needs, at }: CoverageFrame,
): readonly CoverageGap[] {
  if (facility === undefined) return [{ kind: 'no-facility' }];
  const here = presentHere(directory, facility, at);
  const lacking = COVERAGE_ITEMS.filter((item) => !here.some((one) => COVERS[item](one)));
  const silent = [...needs].filter(([pathway, types]) => {
    const years = ageFor(pathway);
    const need = {
      types,
      age: { from: years, to: years },
      gender: undefined,
      language: undefined,
      facility,
      at,
    };
    return types.length > 0 && matchServices(directory, need, 1).length === 0;
  });
  return [
    ...lacking.map((item) => ({ kind: 'item', item }) as const),
    ...silent.map(([pathway]) => ({ kind: 'card', pathway }) as const),
  ];
}
