import { compileTexts, demoSite, shippedContent, shippedTexts } from '../support/shipped-content.js';

describe('prefetch templates are derived from the content (section 2: only what the enabled cues can use)', () => {
  it('asks for no resource that no enabled cue reads', async () => {
    const keys = (await shippedContent()).prefetch.map(({ key }) => key);
    expect(keys).toEqual([
      'patient',
      'encounter',
      'encounters',
      'conditions',
      'observations',
      'appointments',
      'questionnaireResponses',
      'documents',
    ]);
  });
  it('drops a source when the last cue that reads it is switched off', async () => {
    const content = await shippedContent({ cues: { optIn: [], off: ['HTC-85', 'HTC-54'] } });
    const keys = content.prefetch.map(({ key }) => key);
    expect(keys).not.toContain('appointments');
    expect(content.prefetch.find(({ key }) => key === 'observations')?.template).not.toContain('93026-3');
  });
  it('reads questionnaires for what they say of time alone, whatever cues are on (settings.yaml, circumstances)', async () => {
    const content = await shippedContent({ cues: { optIn: [], off: ['HTC-85', 'HTC-54'] } });
    const query = content.prefetch.find(({ key }) => key === 'questionnaireResponses');
    expect(query?.usedBy).toEqual(
      expect.arrayContaining(['time-alone-not-possible', 'time-alone-declined', 'HTC-14']),
    );
  });
  it('asks for the codes of a cue that the site opts into', async () => {
    const before = (await shippedContent()).prefetch.find(({ key }) => key === 'observations')?.template;
    const after = (await shippedContent({ cues: { optIn: ['HTC-43', 'HTC-73'], off: [] } })).prefetch.find(
      ({ key }) => key === 'observations',
    )?.template;
    expect(before).not.toContain('82810-3');
    expect(after).toContain('http://loinc.org|82810-3');
    expect(after).toContain('http://loinc.org|93028-9');
  });
  it('asks for the screening instrument of the site', async () => {
    const content = await shippedContent({
      instruments: [{ kind: 'observation', system: 'urn:site', code: 'SCREEN', atLeast: 1 }],
    });
    expect(content.prefetch.find(({ key }) => key === 'observations')?.template).toContain('urn:site|SCREEN');
  });
});

describe('the search for notes (decision 10: newest first, only the types that are read)', () => {
  const NOTES =
    'DocumentReference?patient={{context.patientId}}&type=http://loinc.org|11506-3,http://loinc.org|34111-5,' +
    'http://loinc.org|34117-2,http://loinc.org|34746-8,http://loinc.org|54094-8';
  const SETTINGS = 'private-conversation/settings.yaml';

  it('names the note types of the content', async () => {
    const query = (await shippedContent()).prefetch.find(({ key }) => key === 'documents');
    expect(query?.template).toBe(`${NOTES}&_sort=-date&_count=20`);
  });
  it('names the local note types that a site adds', async () => {
    const valueSets = { 'note-types': [{ system: 'urn:oid:1.2.3', code: '7001' }] };
    const query = (await shippedContent({ valueSets })).prefetch.find(({ key }) => key === 'documents');
    expect(query?.template).toBe(`${NOTES},urn:oid:1.2.3|7001&_sort=-date&_count=20`);
  });
  it('is not made where the settings name no note types', async () => {
    const texts = new Map(await shippedTexts());
    texts.set(SETTINGS, (texts.get(SETTINGS) ?? '').replace('notes: [note-types]', ''));
    const path = 'private-conversation/value-sets/note-types.json';
    expect(texts.delete(path)).toBe(true);
    const compiled = compileTexts(texts, demoSite(texts));
    expect('revision' in compiled && compiled.prefetch.map(({ key }) => key)).not.toContain('documents');
    expect('revision' in compiled && compiled.settings.notes).toEqual([]);
  });
  it('cannot name a value set that is not there', async () => {
    const texts = new Map(await shippedTexts());
    texts.set(SETTINGS, (texts.get(SETTINGS) ?? '').replace('[note-types]', '[note-types, letters]'));
    const compiled = compileTexts(texts, demoSite(texts));
    expect('revision' in compiled ? [] : compiled.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      'unknown-value-set no file value-sets/letters.json',
    ]);
  });
});
