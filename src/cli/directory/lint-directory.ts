import { formatFinding } from '../../content/lint-finding.js';
import { loadContent } from '../../content/load-content.js';
import { isInDate } from '../../directory/is-in-date.js';
import type { Content } from '../../model/content.js';
import { placesOf } from '../../model/places-of.js';
import type { Listed } from '../../model/directory.js';
import { isPoliceRun } from '../../model/service.js';
import { coverageOf } from '../../pipeline/coverage-of.js';
import { sayGap } from '../../pipeline/describe-standing.js';
import type { CommandTools } from '../command-tools.js';
import type { ExitCode } from '../exit.js';
import { sayVerified } from './describe-service.js';

/** What keeps a service from clinicians, or may mislead them; for the owner of the directory. */
function remarks({ service, verified, displayName, link }: Listed, at: number): readonly string[] {
  const rules: readonly (readonly [boolean, string])[] = [
    [!isInDate(verified, at), sayVerified(verified, at)],
    [
      displayName === undefined && !isPoliceRun(service),
      'cannot be named on a card: give a short, neutral alternateName',
    ],
    [service.serviceAreas.length === 0, 'no service area: nothing is near it'],
    [
      service.schedules !== undefined && service.timeZone === undefined,
      'hours without a time zone: nobody knows when it is open',
    ],
    [
      service.url !== undefined && link === undefined,
      'its page is not linked: https, a title, and neither may say what it is about',
    ],
    [isPoliceRun(service), 'run by police: listed, labelled and never offered'],
  ];
  return rules.flatMap(([holds, remark]) => (holds ? [`${service.id}  ${remark}`] : []));
}

function gapsOf(content: Content, at: number): readonly string[] {
  const places = placesOf(content.site);
  return places.flatMap((department) =>
    coverageOf(content, department, at).map((gap) => `${department ?? content.site.id}: ${sayGap(gap)}`),
  );
}

/**
 * `haven directory lint`: refusals, then what only the owner sees, then what the directory lacks for a department to be live.
 *
 * @returns 1 where the files are refused, or a department is not covered
 */
export async function lintDirectory({ place, now, print }: CommandTools): Promise<ExitCode> {
  const loaded = await loadContent(place);
  if (loaded.kind === 'refused') {
    for (const finding of loaded.findings) print(formatFinding(finding));
    print(`${loaded.findings.length} finding(s)`);
    return 1;
  }
  const at = now();
  const { content } = loaded;
  const { listed } = content.directory;
  for (const one of listed) for (const remark of remarks(one, at)) print(remark);
  const gaps = gapsOf(content, at);
  for (const gap of gaps) print(gap);
  const live = listed.filter(({ verified }) => isInDate(verified, at)).length;
  print(`${listed.length} service(s), ${live} in date, ${gaps.length} gap(s)`);
  return gaps.length > 0 ? 1 : 0;
}
