/** Search parameters of FHIR R4 that a template may use, by type. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  Encounter: ['patient', 'date', 'status', 'class', 'type'],
  Condition: ['patient', 'code', 'category', 'clinical-status', 'recorded-date', 'onset-date'],
  Observation: ['patient', 'code', 'category', 'status', 'date'],
  Procedure: ['patient', 'code', 'status', 'date'],
  Appointment: ['patient', 'status', 'date'],
  QuestionnaireResponse: ['patient', 'questionnaire', 'status', 'authored'],
  DocumentReference: ['patient', 'type', 'category', 'status', 'date'],
};

/** The sort that each type has in FHIR R4, newest first. */
const SORTS: Readonly<Record<string, string>> = {
  Encounter: '-date',
  Condition: '-recorded-date',
  Observation: '-date',
  Procedure: '-date',
  Appointment: '-date',
  QuestionnaireResponse: '-authored',
  DocumentReference: '-date',
};

const READ = /^(?:Patient\/\{\{context\.patientId\}\}|Encounter\/\{\{context\.encounterId\}\})$/;
const TOKEN = /\{\{(.*?)\}\}/g;
const TOKENS = new Set(['context.patientId', 'context.encounterId']);

function shapeFaults(template: string): readonly string[] {
  const tokens = [...template.matchAll(TOKEN)].map(([, token]) => token ?? '');
  const bare = template.replaceAll(TOKEN, '');
  const rules: readonly (readonly [boolean, string])[] = [
    [/^[a-z][a-z0-9+.-]*:|^\/\//i.test(template), 'absolute'],
    [template.startsWith('/'), 'leading slash'],
    [!tokens.every((token) => TOKENS.has(token)), 'token'],
    [/[{}%]/.test(bare), 'token'],
    [/today\(/.test(template), 'today'],
    [/\s/.test(bare), 'blank'],
  ];
  return rules.flatMap(([isWrong, fault]) => (isWrong ? [fault] : []));
}

function parameterFault(name: string, known: readonly string[]): string | undefined {
  if (/^_(?:rev)?include/.test(name)) return 'include';
  if (name.startsWith('_has')) return 'reverse chain';
  if (name.includes(':')) return 'modifier';
  if (name.includes('.')) return 'chain';
  return known.includes(name) || name === '_sort' || name === '_count' ? undefined : 'parameter';
}

function searchFaults(template: string): readonly string[] {
  const [type = '', query = ''] = template.split('?');
  const known = Object.hasOwn(PARAMETERS, type) ? (PARAMETERS[type] ?? []) : [];
  const pairs = query.split('&').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  const names = pairs.map(([name]) => name);
  const values = new Map(pairs);
  const rules: readonly (readonly [boolean, string])[] = [
    [known.length === 0, 'type'],
    [new Set(names).size !== names.length, 'repeated'],
    [values.get('patient') !== '{{context.patientId}}', 'patient'],
    [values.get('_sort') !== SORTS[type], 'sort'],
    [!/^[1-9]\d{0,2}$/.test(values.get('_count') ?? ''), 'count'],
    [['code', 'status', 'type'].some((name) => values.get(name) === ''), 'empty'],
  ];
  return [
    ...names.flatMap((name) => parameterFault(name, known) ?? []),
    ...rules.flatMap(([isWrong, fault]) => (isWrong ? [fault] : [])),
  ];
}

/** What is wrong with a prefetch template: CDS Hooks 2.0.1, Prefetch Template, and the query subset named there. */
export function templateFaults(template: string): readonly string[] {
  const faults = template.includes('?')
    ? searchFaults(template)
    : READ.test(template)
      ? []
      : ['neither a read nor a search'];
  return [...shapeFaults(template), ...faults];
}
