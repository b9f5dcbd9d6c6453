import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { DatabasePlace } from './ledger/open-ledger.js';
import { parseSiteKeys } from './ledger/site-keys.js';
import type { SiteKeys } from './ledger/site-keys.js';
import { HavenError } from './model/haven-error.js';
import { isLoopback } from './model/is-loopback.js';

/** Everything the environment can say, checked. The only reader of `process.env`. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** how callers reach this service, without trailing slash; undefined: its own address */
  readonly publicUrl: string | undefined;
  /** folder of site.yaml */
  readonly site: string;
  /** content that ships with the service */
  readonly shipped: string;
  /** instead of the site's own list */
  readonly fhirServers: readonly string[] | undefined;
  /** who knows it may suspend and resume on the console, and read metrics; undefined: nobody may */
  readonly operatorToken: string | undefined;
  /** where the ledger is kept; undefined: in memory for a demo site, else in `DEFAULT_DATABASE` */
  readonly database: DatabasePlace | undefined;
  /** newest first; undefined: none were given */
  readonly keys: SiteKeys | undefined;
  /** folder of what the database cannot take now */
  readonly spool: string;
  /** whether the standard OTEL_* variables ask for traces */
  readonly traces: boolean;
}

/** The database of a site that names none. */
export const DEFAULT_DATABASE: DatabasePlace = Object.freeze({
  kind: 'sqlite',
  file: resolve('var', 'haven.sqlite'),
});

/** May also be read from a file, by the same name with `_FILE`: an environment is seen by more eyes than a mounted secret. */
const SECRETS = ['HAVEN_OPERATOR_TOKEN', 'HAVEN_DATABASE_URL', 'HAVEN_KEYS'];
const KNOWN = new Set([
  'HAVEN_PUBLIC_URL',
  'HAVEN_SITE',
  'HAVEN_FHIR_SERVERS',
  'HAVEN_SPOOL',
  ...SECRETS.flatMap((name) => [name, `${name}_FILE`]),
]);

/** Plain http is for this machine only; credentials, query and fragment have no place in a base URL. */
function isBaseUrl(text: string): boolean {
  if (text.length > 2048 || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  return isSafe && `${username}${password}${search}${hash}` === '';
}

const baseUrl = z
  .string()
  .refine(isBaseUrl, 'an https URL (http on this machine) without credentials, query or fragment');

/** `postgres://…`, or a file; another scheme is a mistake, not a file. */
const database = z
  .string()
  .min(1)
  .refine((text) => isPostgres(text) || !text.includes('://'), 'postgres://… or the path of a file')
  .transform((text): DatabasePlace =>
    isPostgres(text) ? { kind: 'postgres', url: text } : { kind: 'sqlite', file: resolve(text) },
  );

function isPostgres(text: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(text) && URL.canParse(text);
}

const ENVIRONMENT = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'a port number')
    .transform(Number)
    .pipe(z.int().max(65_535))
    .default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  HAVEN_PUBLIC_URL: baseUrl.optional(),
  HAVEN_SITE: z.string().min(1).optional(),
  HAVEN_FHIR_SERVERS: z
    .string()
    .transform((text) => text.split(',').map((url) => url.trim()))
    .pipe(z.array(baseUrl))
    .optional(),
  // It is typed by hand and guards the whole service: too long to be guessed. It is sent in a header: as one word.
  HAVEN_OPERATOR_TOKEN: z
    .string()
    .min(32, 'at least 32 characters')
    .regex(/^[!-~]*$/, 'ASCII characters without white space')
    .optional(),
  HAVEN_DATABASE_URL: database.optional(),
  HAVEN_KEYS: z.string().min(1).optional(),
  HAVEN_SPOOL: z.string().min(1).default(join('var', 'spool')),
});

type Environment = Readonly<Record<string, string | undefined>>;

/** `cds-services/` lies beside `dist/` in the package, and beside `src/` in a checkout. */
function shippedContent(): string {
  return join(dirname(fileURLToPath(import.meta.url)), '..', 'cds-services');
}

function refuse(message: string): never {
  throw new HavenError('configuration-invalid', message);
}

/** Names that are not ours, and a switch that would make a library print what FHIR servers answer. */
function assertKnown(environment: Environment): void {
  const unknown = Object.keys(environment).filter((name) => name.startsWith('HAVEN_') && !KNOWN.has(name));
  if (unknown.length > 0) {
    refuse(
      `unknown environment variable ${unknown.join(', ')} (known: ${[...KNOWN].join(', ')}, PORT, HOST)`,
    );
  }
  if (/\*|fhir-kit-client/.test(environment['DEBUG'] ?? '')) {
    refuse('DEBUG would print what FHIR servers answer, patients included: unset it');
  }
}

function readSecret(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return refuse(`${name}_FILE cannot be read`);
  }
}

/** The environment with its secrets read from the files that it names. */
function withSecrets(environment: Environment): Environment {
  const read = SECRETS.flatMap((name): (readonly [string, string])[] => {
    const file = environment[`${name}_FILE`];
    if (file === undefined) return [];
    if (environment[name] !== undefined) refuse(`${name} and ${name}_FILE are both set`);
    return [[name, readSecret(name, file)]];
  });
  return { ...environment, ...Object.fromEntries(read) };
}

/**
 * Whether traces are wanted, by the variables of OpenTelemetry itself; without any, none are made.
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
function asksForTraces(environment: Environment): boolean {
  const exporter = environment['OTEL_TRACES_EXPORTER'] ?? '';
  const places = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'];
  const isDisabled = environment['OTEL_SDK_DISABLED']?.toLowerCase() === 'true';
  if (isDisabled || exporter === 'none') return false;
  return exporter !== '' || places.some((name) => (environment[name] ?? '') !== '');
}

function parseEnvironment(environment: Environment): z.infer<typeof ENVIRONMENT> {
  assertKnown(environment);
  const parsed = ENVIRONMENT.safeParse(withSecrets(environment));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0] ?? '');
  // A URL may hold a password.
  const value = name.startsWith('HAVEN_') ? '' : `=${environment[name] ?? ''}`;
  return refuse(`${name}${value} is not valid: ${issue?.message ?? ''}`);
}

/**
 * Reads the environment.
 *
 * @throws HavenError `configuration-invalid` for an unknown `HAVEN_*` name or a bad value, in one clear line
 */
export function readConfig(environment: Environment = process.env): Config {
  const given = parseEnvironment(environment);
  const { HAVEN_SITE } = given;
  const shipped = shippedContent();
  const site = HAVEN_SITE === undefined ? join(shipped, 'sites', 'demo') : resolve(HAVEN_SITE);
  if (!existsSync(join(site, 'site.yaml'))) refuse(`HAVEN_SITE=${HAVEN_SITE ?? site} has no site.yaml`);
  return Object.freeze({
    port: given.PORT,
    host: given.HOST,
    publicUrl: given.HAVEN_PUBLIC_URL?.replace(/\/+$/, ''),
    site,
    shipped,
    fhirServers: given.HAVEN_FHIR_SERVERS,
    operatorToken: given.HAVEN_OPERATOR_TOKEN,
    database: given.HAVEN_DATABASE_URL,
    keys: given.HAVEN_KEYS === undefined ? undefined : parseSiteKeys(given.HAVEN_KEYS),
    spool: resolve(given.HAVEN_SPOOL),
    traces: asksForTraces(environment),
  });
}
