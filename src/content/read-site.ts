import type { ClientProfile } from '../model/client-profile.js';
import type { Facility } from '../model/facility.js';
import { EMPTY_GATE } from '../model/gate.js';
import type { SiteMode } from '../model/mode.js';
import type { Department, Instrument, Site } from '../model/site.js';
import { EMPTY_DIRECTORY } from '../model/site-directory.js';
import { checkFile } from './check-file.js';
import { parseContentFile } from './content-file.js';
import type { LintFinding } from './lint-finding.js';
import { readClients } from './read-clients.js';
import type { ClientTexts } from './read-clients.js';
import { SITE_FILE } from './schema/site-file.js';
import type {
  DepartmentEntry,
  FacilityEntry,
  InstrumentEntry,
  OverlayEntry,
  SiteEntry,
} from './schema/site-file.js';

function instrumentOf(entry: InstrumentEntry): Instrument {
  if ('questionnaire' in entry) {
    return {
      kind: 'questionnaire',
      canonical: entry.questionnaire,
      linkId: entry.linkId,
      atLeast: entry.atLeast,
    };
  }
  const { system, code } = entry.observation;
  return 'positive' in entry
    ? { kind: 'observation-positive', system, code }
    : { kind: 'observation', system, code, atLeast: entry.atLeast };
}

/** The part of a site that lies over the content. */
export function overlayOf(
  overlay: OverlayEntry,
): Pick<
  Site,
  | 'cues'
  | 'thresholds'
  | 'valueSets'
  | 'instruments'
  | 'registration'
  | 'tier3Indicator'
  | 'timeAloneIsRoutine'
  | 'supportLine'
  | 'localContact'
  | 'jurisdiction'
  | 'reportingTable'
> {
  const { adult, minor } = overlay.thresholds;
  const given = (one: typeof adult): Site['thresholds']['adult'] => ({
    ...(one?.ED === undefined ? {} : { ED: one.ED }),
    ...(one?.AMB === undefined ? {} : { AMB: one.AMB }),
  });
  return {
    cues: overlay.cues,
    thresholds: { adult: given(adult) ?? {}, minor: given(minor) ?? {} },
    valueSets: overlay.valueSets,
    instruments: overlay.instruments.map(instrumentOf),
    registration: overlay.registration,
    tier3Indicator: overlay.tier3Indicator,
    timeAloneIsRoutine: overlay.timeAloneIsRoutine,
    supportLine: overlay.supportLine,
    localContact: overlay.localContact,
    jurisdiction: overlay.jurisdiction,
    reportingTable: overlay.reportingTable,
  };
}

/** Where the file says nothing: a new site and a new department show nothing, a demo does. */
function modeWithout(isDemo: boolean): SiteMode {
  return isDemo ? 'live' : 'shadow';
}

function facilityOf(entry: FacilityEntry | undefined): Facility | undefined {
  if (entry === undefined) return undefined;
  const { country, stateProvince, county, city, postalCode, timeZone } = entry;
  return { country, stateProvince, county, city, postalCode, timeZone };
}

function departmentOf(entry: DepartmentEntry, isDemo: boolean): Department {
  const { id, match, pathway, mode = modeWithout(isDemo), alertsPer1000 } = entry;
  const { locations, serviceProviders, serviceTypes } = match;
  return {
    id,
    match: { locations, serviceProviders, serviceTypes },
    approach: pathway,
    mode,
    alertsPer1000,
    facility: facilityOf(entry.facility),
  };
}

function contactsOf({ staffSupport }: SiteEntry): Site['staffSupport'] {
  return staffSupport.contacts.map(({ name, phone, url, hours }) => ({ name, phone, url, hours }));
}

/** When a site may speak, but for its gate. */
function voiceOf(
  entry: SiteEntry,
): Pick<Site, 'mode' | 'elsewhere' | 'cooldown' | 'alertBudget' | 'excludedCharts'> {
  const { demo, mode = modeWithout(demo), elsewhere = mode, excludedCharts } = entry;
  return {
    mode,
    elsewhere,
    cooldown: demo ? undefined : entry.cooldown,
    alertBudget: demo ? undefined : entry.alertBudget,
    excludedCharts,
  };
}

function siteOf(entry: SiteEntry, clients: readonly ClientProfile[]): Site {
  return {
    id: entry.id,
    title: entry.title,
    demo: entry.demo,
    auth: authOf(entry),
    protectDiscovery: entry.protectDiscovery,
    language: entry.language,
    fhirServers: entry.fhirServers,
    corsOrigins: entry.corsOrigins,
    clients,
    approach: entry.pathway,
    departments: entry.departments.map((department) => departmentOf(department, entry.demo)),
    ...voiceOf(entry),
    gate: EMPTY_GATE,
    approvals: [],
    keepsComments: entry.feedbackComments === 'kept-30-days',
    staffSupport: contactsOf(entry),
    staffSupportLink: entry.staffSupport.cardLink,
    facility: facilityOf(entry.facility),
    directory: EMPTY_DIRECTORY,
    fhirBudgetMs: entry.fhirBudgetMs,
    privateNetworks: entry.privateNetworks,
    ...overlayOf(entry.overlay),
  };
}

/** Only what {@link lintSafety} has let through comes so far. */
function authOf({ auth, demo }: SiteEntry): Site['auth'] {
  return auth ?? (demo ? 'none-demo' : 'jwt');
}

/** A site file that was read, without its clients. */
export interface ParsedSite {
  readonly kind: 'parsed';
  readonly entry: SiteEntry;
}

interface RefusedSite {
  readonly kind: 'refused';
  readonly findings: readonly LintFinding[];
}

/** What would make a site unsafe; each is refused. */
function lintSafety(entry: SiteEntry): readonly string[] {
  const onLoopback = entry.fhirServers === 'loopback' && entry.corsOrigins === 'loopback';
  const anyLoopback = entry.fhirServers === 'loopback' || entry.corsOrigins === 'loopback';
  const { demo, auth } = entry;
  const rules: readonly (readonly [boolean, string])[] = [
    [
      demo && auth !== 'none-demo' && auth !== 'jwt',
      'auth: a demo site has `auth: none-demo`, or `jwt` to try authentication',
    ],
    [demo && !onLoopback, 'fhirServers, corsOrigins: a demo site accepts `loopback` only'],
    [
      !demo && auth !== 'jwt' && auth !== 'none-i-accept-the-risk',
      'auth: `jwt`, or `none-i-accept-the-risk` for a site that runs without client authentication',
    ],
    [!demo && anyLoopback, 'fhirServers, corsOrigins: `loopback` is for a demo site only'],
  ];
  return rules.flatMap(([isWrong, message]) => (isWrong ? [message] : []));
}

/** Reads a site file; an unsafe combination is refused, not warned about. */
export function parseSite(path: string, text: string): ParsedSite | RefusedSite {
  const file = parseContentFile(path, text);
  const checked = checkFile(file, SITE_FILE);
  if (checked.kind === 'invalid') return { kind: 'refused', findings: checked.findings };
  const wrong = lintSafety(checked.value);
  if (wrong.length > 0)
    return { kind: 'refused', findings: wrong.map((message) => file.at(['auth'], 'unsafe-site', message)) };
  return { kind: 'parsed', entry: checked.value };
}

/** Reads the clients of a site, which make it whole. */
export function readSite(
  { entry }: ParsedSite,
  texts: ClientTexts,
): { readonly kind: 'read'; readonly site: Site } | RefusedSite {
  const read = readClients(texts, { demo: entry.demo, auth: authOf(entry) });
  return read.kind === 'refused' ? read : { kind: 'read', site: siteOf(entry, read.clients) };
}
