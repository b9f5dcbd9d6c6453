import { assess } from '../../src/assess/assess.js';
import { foldChart } from '../../src/chart/fold-chart.js';
import type { ChartInput } from '../../src/chart/fold-chart.js';
import type { Assessment } from '../../src/model/assessment.js';
import type { Content } from '../../src/model/content.js';
import { SOURCES } from '../../src/model/source.js';
import type { Source, SourceState } from '../../src/model/source.js';
import type { JsonObject } from '../../src/model/json-value.js';
import type { ChartSpec } from './data-charts.js';
import { PATIENT_ID } from './data-charts.js';
import { AT } from './data-property.js';

const KNOWN = Object.fromEntries(
  SOURCES.map((source): [Source, SourceState] => [source, { kind: 'known' }]),
) as Readonly<Record<Source, SourceState>>;

/** What the chart is folded from, with every source read in full. */
export function inputOf(spec: ChartSpec, resources: readonly JsonObject[] = spec.resources): ChartInput {
  return {
    patientId: PATIENT_ID,
    encounterId: spec.encounterId,
    patient: spec.patient,
    patientUrl: undefined,
    received: resources.map((resource) => ({ resource, fullUrl: undefined })),
    sources: KNOWN,
  };
}

/** The assessment of a record, or of other resources for the same patient and encounter. */
export function assessed(spec: ChartSpec, content: Content, resources = spec.resources): Assessment {
  return assess(foldChart(inputOf(spec, resources), content, AT), content, AT);
}
