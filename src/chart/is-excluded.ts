import { listOf, member } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import type { SiteCode } from '../model/site.js';

/**
 * True where a resource carries a security label by which the site leaves a chart alone: staff who are patients, or a chart
 * that is opened by breaking the glass (https://hl7.org/fhir/R4/security-labels.html).
 */
export function isExcluded(resource: JsonObject, codes: readonly SiteCode[]): boolean {
  if (codes.length === 0) return false;
  return listOf(member(resource['meta'], 'security')).some((label) =>
    codes.some(({ system, code }) => member(label, 'system') === system && member(label, 'code') === code),
  );
}
