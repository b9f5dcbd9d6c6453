/** 45 CFR 170.315(b)(11)(iv)(A): what an evidence-based intervention says of its sources, in its order and words. */
export const EVIDENCE_ATTRIBUTES = {
  bibliographicCitation: 'Bibliographic citation of the intervention (clinical research or guideline)',
  developer: 'Developer of the intervention (translation from clinical research or guideline)',
  fundingSource: 'Funding source of the technical implementation for the intervention(s) development',
  releaseAndRevisionDates:
    'Release and, if applicable, revision dates of the intervention or reference source',
  useOfRace: 'Use of race',
  useOfEthnicity: 'Use of ethnicity',
  useOfLanguage: 'Use of language',
  useOfSexualOrientation: 'Use of sexual orientation',
  useOfGenderIdentity: 'Use of gender identity',
  useOfSex: 'Use of sex',
  useOfDateOfBirth: 'Use of date of birth',
  useOfSocialDeterminants: 'Use of social determinants of health data',
  useOfHealthStatusAssessments: 'Use of health status assessments data',
} as const;

/**
 * (B): what a predictive intervention says besides, in its order. These rules are written by hand and learn from no data, so they
 * are no predictive intervention; what applies to them is said all the same.
 */
export const PREDICTIVE_ATTRIBUTES = {
  developerContact: 'Name and contact information for the intervention developer',
  fundingSource: 'Funding source of the technical implementation for the intervention(s) development',
  outputValue: 'Description of value that the intervention produces as an output',
  outputKind: 'Whether the intervention output is a prediction, classification, recommendation, or other',
  intendedUse: 'Intended use of the intervention',
  intendedPopulation: 'Intended patient population(s) for the intervention’s use',
  intendedUsers: 'Intended user(s)',
  intendedRole: 'Intended decision-making role for which the intervention was designed',
  cautionedUses:
    'Tasks, situations, or populations where a user is cautioned against applying the intervention',
  knownRisks: 'Known risks, inappropriate settings, inappropriate uses, or known limitations',
  trainingCriteria: 'Exclusion and inclusion criteria that influenced the training data set',
  inputFeatures: 'Use of variables in (A)(5)-(13) as input features',
  inputRepresentativeness: 'Demographic representativeness according to variables in (A)(5)-(13)',
  trainingRelevance: 'Relevance of training data to intended deployed setting',
  fairnessApproach: 'Approach taken to ensure that the intervention’s output is fair',
  biasApproach: 'Approaches to manage, reduce, or eliminate bias',
  externalSetting:
    'Data source, clinical setting, or environment where validity and fairness have been assessed, other than the source of training and testing data',
  externalParty: 'Party that conducted the external testing',
  externalRepresentativeness: 'Demographic representativeness of external data',
  externalProcess: 'External validation process',
  validityTestData: 'Validity of intervention in test data derived from the same source as training data',
  fairnessTestData: 'Fairness of intervention in test data derived from the same source as training data',
  validityExternal: 'Validity of intervention in data external to the source of training data',
  fairnessExternal: 'Fairness of intervention in data external to the source of training data',
  outcomeEvaluations: 'References to evaluation of use of the intervention on outcomes',
  validityMonitoring: 'Process and frequency by which validity is monitored over time',
  validityLocal: 'Validity of intervention in local data',
  fairnessMonitoring: 'Process and frequency by which fairness is monitored over time',
  fairnessLocal: 'Fairness of intervention in local data',
  updateProcess: 'Process and frequency by which the intervention is updated',
  correctionProcess:
    'Frequency by which performance is corrected when risks related to validity and fairness are identified',
} as const;

export type EvidenceAttributeKey = keyof typeof EVIDENCE_ATTRIBUTES;
export type PredictiveAttributeKey = keyof typeof PREDICTIVE_ATTRIBUTES;

export const EVIDENCE_KEYS = Object.keys(EVIDENCE_ATTRIBUTES) as readonly EvidenceAttributeKey[];
export const PREDICTIVE_KEYS = Object.keys(PREDICTIVE_ATTRIBUTES) as readonly PredictiveAttributeKey[];

/** What the content's owners say of one attribute. */
export interface SourceAttribute {
  /** its place in the regulation, from 1 */
  readonly number: number;
  readonly label: string;
  /** why it does not apply, where it does not; else what holds */
  readonly kind: 'says' | 'not-applicable';
  readonly text: string;
  /** `YYYY-MM-DD` */
  readonly reviewedOn: string;
}

/** What the content says of itself to whoever answers for it. */
export interface ContentAbout {
  readonly status: 'experimental' | 'active' | 'retired';
  /** of the content as a whole, `YYYY-MM-DD` */
  readonly lastReviewed: string;
  readonly steward: string;
  readonly clinicalOwner: string;
  readonly licence: string;
  readonly evidenceBased: readonly SourceAttribute[];
  readonly predictive: readonly SourceAttribute[];
}
