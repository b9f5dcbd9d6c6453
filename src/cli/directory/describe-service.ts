import { DAY_MS } from '../../model/civil.js';
import type { Listed } from '../../model/directory.js';
import { isPoliceRun } from '../../model/service.js';
import type { Service } from '../../model/service.js';
import type { Verified } from '../../model/verified.js';

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** Until when a service counts as verified, in words. */
export function sayVerified(verified: Verified | undefined, at: number): string {
  if (verified === undefined) return 'never verified, or changed since';
  if (verified.kind === 'start') return 'verified at each start (demo)';
  const lastDay = dayOf(verified.until - DAY_MS);
  return at < verified.until ? `holds until ${lastDay}` : `overdue since ${lastDay}`;
}

function sayHours({ schedules, timeZone }: Service): string {
  if (schedules === undefined) return 'hours not known';
  const each = schedules.map((one) => {
    switch (one.kind) {
      case 'always':
        return '24 hours, every day';
      case 'other':
        return one.description;
      case 'weekly':
        return `${one.byday.join(',')} ${one.opensAt}-${one.closesAt}`;
    }
  });
  return `${each.join('; ')}${timeZone === undefined ? '' : ` (${timeZone})`}`;
}

/** One line for a list; what police run is labelled. */
export function sayService({ service, verified }: Listed, at: number): string {
  const label = isPoliceRun(service) ? ' [run by police: never offered]' : '';
  return `${service.id}  ${service.organization.name}: ${service.name}${label}  ${sayVerified(verified, at)}`;
}

function sayWhom({ minimumAge, maximumAge, genders }: Service): string {
  const ages = `ages ${minimumAge ?? '?'} to ${maximumAge ?? 'any age'}`;
  return `${ages}; ${genders?.join(', ') ?? 'does not ask for gender'}`;
}

/** What somebody who verifies a service asks about. */
export function sayFacts(listed: Listed, at: number): readonly string[] {
  const { service } = listed;
  return [
    sayService(listed, at),
    `  what: ${service.types.join(', ')}; for ${service.situations?.join(', ') ?? 'not said'}`,
    `  whom: ${sayWhom(service)}`,
    `  call: ${service.phones.map(({ number, type }) => `${number} (${type})`).join(', ') || 'no number'}`,
    `  hours: ${sayHours(service)}`,
    `  how: ${service.intake.join(', ') || 'not said'}; identification ${sayFlag(service.idRequired)}`,
    `  shares with police: ${sayFlag(service.sharesWithPolice)}; confidentiality: ${service.regime ?? 'not said'}`,
    ...(service.caution === undefined ? [] : [`  caution: ${service.caution}`]),
  ];
}

function sayFlag(flag: boolean | undefined): string {
  return flag === undefined ? 'not said' : flag ? 'yes' : 'no';
}
