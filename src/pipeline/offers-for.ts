import { isInDate } from '../directory/is-in-date.js';
import { matchServices } from '../directory/match-services.js';
import { openingAt } from '../directory/opening-at.js';
import { compileHours } from '../directory/compile-hours.js';
import type { Chart } from '../model/chart.js';
import type { Content } from '../model/content.js';
import type { Decision } from '../model/decision.js';
import type { Listed } from '../model/directory.js';
import type { Offer, OfferedLine, Offers } from '../model/offers.js';
import { facilityOf } from '../model/site.js';
import { chosenLine, voiceNumber } from '../model/support-line.js';

type Show = Decision & { readonly kind: 'show' };
type OfferChart = Pick<Chart, 'age' | 'person' | 'department'>;

/** A card names two, and an app that it opens may show one more. */
const MOST = 3;
const MINUTE_MS = 60_000;

function offerOf({ service, displayName, link }: Listed, at: number): readonly Offer[] {
  if (displayName === undefined) return [];
  const [intake] = service.intake;
  return [{ name: displayName, opening: openingAt(compileHours(service), at), intake, link }];
}

/** The line that the site has chosen, unless it is overdue: nobody is sent to a number that may not answer any more. */
function lineOf({ directory, site }: Content, at: number): OfferedLine | undefined {
  const line = chosenLine(directory, site.supportLine);
  if (line === undefined || line.service.status !== 'active' || !isInDate(line.verified, at))
    return undefined;
  const number = voiceNumber(line.service);
  return number === undefined ? undefined : { number, opening: openingAt(compileHours(line.service), at) };
}

function findOffers({ pathway }: Show, chart: OfferChart, content: Content, at: number): Offers {
  const facility = facilityOf(content.site, chart.department);
  const supportLine = lineOf(content, at);
  if (facility === undefined) return { at, timeZone: undefined, services: [], supportLine };
  const { age, person } = chart;
  const need = { types: content.cardPlans[pathway].services, age, ...person, facility, at };
  const services = matchServices(content.directory, need, MOST).flatMap((listed) => offerOf(listed, at));
  return { at, timeZone: facility.timeZone, services, supportLine };
}

interface Known {
  readonly minute: number;
  readonly byNeed: Map<string, Offers>;
}

const known = new WeakMap<Content, Known>();

/** One entry for each need, never for a patient, and gone with the minute. */
function knownNow(content: Content, minute: number): Known['byNeed'] {
  const told = known.get(content);
  if (told?.minute === minute) return told.byNeed;
  const fresh = { minute, byNeed: new Map<string, Offers>() };
  known.set(content, fresh);
  return fresh.byNeed;
}

/**
 * What the directory has for a card: up to three services and the site's support line. Equal needs in one minute get the same
 * object, so that the words for it are made once. Nothing here leaves the process.
 */
export function offersFor(decision: Show, chart: OfferChart, content: Content, at: number): Offers {
  const byNeed = knownNow(content, Math.floor(at / MINUTE_MS));
  const { age, person, department } = chart;
  const need = [decision.pathway, age?.from, age?.to, person.gender, person.language, department].join(' ');
  const told = byNeed.get(need);
  if (told !== undefined) return told;
  const offers = findOffers(decision, chart, content, at);
  byNeed.set(need, offers);
  return offers;
}
