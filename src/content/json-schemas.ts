import { z } from 'zod';
import { SERVICE_FILE as LISTED_SERVICES, VERIFICATION_FILE } from '../directory/service-schema.js';
import { APPROVALS_FILE } from './schema/approval-file.js';
import { ATTRIBUTES_FILE } from './schema/attributes-file.js';
import { CASE_FILE } from './schema/case-file.js';
import { CLIENT_FILE } from './schema/client-file.js';
import { CUE_FILE } from './schema/cue-file.js';
import { GATE_FILE } from './schema/gate-file.js';
import { OBSERVATION_FORM_FILE } from './schema/observation-form-file.js';
import { PHRASE_FILE } from './schema/phrase-file.js';
import { JURISDICTION_FILE } from './schema/jurisdiction-file.js';
import { SCORING_FILE } from './schema/scoring-file.js';
import { CONTINUITY_SERVICE_FILE, ORDERS_FILE, SERVICE_FILE, SETTINGS_FILE } from './schema/service-file.js';
import { SITE_FILE } from './schema/site-file.js';
import { SELF_CHECK_FILE, STAFF_PAGE_FILE } from './schema/staff-support-file.js';
import { VALUE_SET_FILE } from './schema/value-set-file.js';
import { CONTINUITY_WORDING_FILE, WORDING_FILE } from './schema/wording-file.js';

const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  approvals: APPROVALS_FILE,
  attributes: ATTRIBUTES_FILE,
  cases: CASE_FILE,
  client: CLIENT_FILE,
  'continuity-service': CONTINUITY_SERVICE_FILE,
  'continuity-wording': CONTINUITY_WORDING_FILE,
  cues: CUE_FILE,
  gate: GATE_FILE,
  jurisdiction: JURISDICTION_FILE,
  orders: ORDERS_FILE,
  'observation-form': OBSERVATION_FORM_FILE,
  phrases: PHRASE_FILE,
  'self-check': SELF_CHECK_FILE,
  'staff-page': STAFF_PAGE_FILE,
  scoring: SCORING_FILE,
  service: SERVICE_FILE,
  settings: SETTINGS_FILE,
  site: SITE_FILE,
  services: LISTED_SERVICES,
  'value-set': VALUE_SET_FILE,
  verifications: VERIFICATION_FILE,
  wording: WORDING_FILE,
};

/** JSON Schemas of the content files, for editors, by file name: generated from the schemas that the service itself uses. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), undefined, 2)}\n`,
    ]),
  );
}
