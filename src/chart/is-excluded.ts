import { listOf, member } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import type { SiteCode } from '../model/site.js';
import type { UniqueResources } from './unique-resources.js';

function isLabelled(resource: JsonObject | undefined, codes: readonly SiteCode[]): boolean {
  return listOf(member(resource?.['meta'], 'security')).some((label) =>
    codes.some(({ system, code }) => member(label, 'system') === system && member(label, 'code') === code),
  );
}

/** Whose chart it is, and at which visit. */
interface Whose {
  readonly patient: JsonObject;
  readonly patientId: string;
  readonly encounterId: string | undefined;
}

/**
 * True where the Patient or the current Encounter carries a security label by which the site leaves a chart alone: staff who
 * are patients, or a chart that is opened by breaking the glass (https://hl7.org/fhir/R4/security-labels.html).
 *
 * A label on any copy is enough, whichever of them the chart goes by and whatever else it says: which of two copies is the newer
 * one may be chance.
 *
 * @param current the Encounter that the chart goes by
 */
export function isExcluded(
  { patient, patientId, encounterId }: Whose,
  current: JsonObject | undefined,
  { byType, copies }: Pick<UniqueResources, 'byType' | 'copies'>,
  codes: readonly SiteCode[],
): boolean {
  if (codes.length === 0) return false;
  const visit = encounterId ?? current?.['id'];
  const isAsked = ({ resourceType, id }: JsonObject): boolean =>
    (resourceType === 'Encounter' && id !== undefined && id === visit) ||
    (resourceType === 'Patient' && id === patientId);
  const known = [
    patient,
    current,
    byType.get('Patient')?.get(patientId),
    typeof visit === 'string' ? byType.get('Encounter')?.get(visit) : undefined,
  ];
  return (
    known.some((resource) => isLabelled(resource, codes)) ||
    copies.some((copy) => isAsked(copy) && isLabelled(copy, codes))
  );
}
