/** Problems as an EHR codes them: ICD-10-CM code, SNOMED CT code, display. Most say nothing to Haven. */
export const ORDINARY = [
  ['I10', '38341003', 'Essential (primary) hypertension'],
  ['E11.9', '44054006', 'Type 2 diabetes mellitus without complications'],
  ['E78.5', '55822004', 'Hyperlipidemia, unspecified'],
  ['J45.909', '195967001', 'Unspecified asthma, uncomplicated'],
  ['K21.9', '235595009', 'Gastro-esophageal reflux disease without esophagitis'],
  ['M54.50', '279039007', 'Low back pain, unspecified'],
  ['J06.9', '54150009', 'Acute upper respiratory infection, unspecified'],
  ['J01.90', '36971009', 'Acute sinusitis, unspecified'],
  ['N39.0', '68566005', 'Urinary tract infection, site not specified'],
  ['L20.9', '24079001', 'Atopic dermatitis, unspecified'],
  ['H10.9', '9826008', 'Unspecified conjunctivitis'],
  ['G43.909', '37796009', 'Migraine, unspecified, not intractable'],
  ['R51.9', '25064002', 'Headache, unspecified'],
  ['R10.9', '21522001', 'Unspecified abdominal pain'],
  ['E03.9', '40930008', 'Hypothyroidism, unspecified'],
  ['D50.9', '87522002', 'Iron deficiency anemia, unspecified'],
  ['J20.9', '10509002', 'Acute bronchitis, unspecified'],
  ['K59.00', '14760008', 'Constipation, unspecified'],
  ['M25.561', '30989003', 'Pain in right knee'],
  ['R07.9', '29857009', 'Chest pain, unspecified'],
  ['Z00.00', '162673000', 'General adult medical examination without abnormal findings'],
  ['Z23', '127785005', 'Encounter for immunization'],
];

/** Problems that value sets of `cds-services` hold. */
export const TELLING = [
  ['F41.1', '21897009', 'Generalized anxiety disorder'],
  ['F32.9', '35489007', 'Major depressive disorder, single episode, unspecified'],
  ['F43.10', '47505003', 'Post-traumatic stress disorder, unspecified'],
  ['F11.20', '75544000', 'Opioid dependence, uncomplicated'],
  ['S52.501A', '263102004', 'Fracture of lower end of right radius, initial encounter'],
  ['S06.0X0A', '110030002', 'Concussion without loss of consciousness, initial encounter'],
  ['T74.11XA', '706893006', 'Adult physical abuse, confirmed, initial encounter'],
  ['Z59.00', '32911000', 'Homelessness, unspecified'],
  ['Z53.29', '445060000', 'Left against medical advice'],
];

/** What makes Haven answer with a card: suspected exploitation of an adult. */
export const DECISIVE = ['T76.61XA', undefined, 'Adult forced labor exploitation, suspected'];

/** Observations: LOINC code, display, kind, unit, lowest value, span. */
export const OBSERVATIONS = [
  ['39156-5', 'Body mass index (BMI) [Ratio]', 'vital-signs', 'kg/m2', 19, 14],
  ['8867-4', 'Heart rate', 'vital-signs', '/min', 58, 40],
  ['29463-7', 'Body weight', 'vital-signs', 'kg', 50, 45],
  ['8302-2', 'Body height', 'vital-signs', 'cm', 155, 30],
  ['85354-9', 'Blood pressure panel with all children optional', 'vital-signs', 'mm[Hg]', 105, 40],
  ['2345-7', 'Glucose [Mass/volume] in Serum or Plasma', 'laboratory', 'mg/dL', 70, 80],
  ['718-7', 'Hemoglobin [Mass/volume] in Blood', 'laboratory', 'g/dL', 10, 6],
  ['2160-0', 'Creatinine [Mass/volume] in Serum or Plasma', 'laboratory', 'mg/dL', 1, 1],
  ['71802-3', 'Housing status', 'social-history', undefined, 0, 0],
  [
    '93026-3',
    'Do you feel physically and emotionally safe where you currently live',
    'survey',
    undefined,
    0,
    0,
  ],
];

/** Visits: v3-ActCode, display, SNOMED CT type, display, share of all visits. */
export const VISITS = [
  ['AMB', 'ambulatory', '185345009', 'Encounter for symptom (procedure)', 0.42],
  ['AMB', 'ambulatory', '390906007', 'Follow-up encounter (procedure)', 0.28],
  ['EMER', 'emergency', '50849002', 'Emergency room admission (procedure)', 0.18],
  ['VR', 'virtual', '448337001', 'Telemedicine consultation with patient (procedure)', 0.07],
  ['IMP', 'inpatient encounter', '32485007', 'Hospital admission (procedure)', 0.05],
];
