import { shippedContent } from '../support/shipped-content.js';

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
    expect(query?.usedBy).toEqual(['time-alone-not-possible', 'time-alone-declined']);
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
