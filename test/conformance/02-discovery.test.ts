import request from 'supertest';
import { HOOKS } from '../../src/model/hook.js';
import { hookCall } from '../support/web-charts.js';
import { demoContent, SERVICE, startHaven } from '../support/web-server-under-test.js';

const haven = await startHaven();

afterAll(() => haven.close());

interface Listed {
  readonly id: string;
  readonly hook: string;
}

const discovery = await request(haven.url).get('/cds-services');
const LISTED: readonly Listed[] = discovery.body.services;

describe('CDS Hooks 2.0.1, Discovery', () => {
  it.each(['/cds-services', '/cds-services/', '/cds-services?a=b'])(
    'CDS Hooks 2.0.1, Discovery: GET %s is a 200 with an object that lists the services [7]',
    async (path) => {
      const answer = await request(haven.url).get(path);
      expect(answer.status).toBe(200);
      expect(answer.type).toBe('application/json');
      expect(Object.keys(answer.body)).toStrictEqual(['services']);
      expect(answer.body).toStrictEqual(discovery.body);
    },
  );

  it('CDS Hooks 2.0.1, Discovery: without services the list is empty, not absent [7]', async () => {
    const content = { ...(await demoContent()), services: [] };
    const bare = await startHaven({ content: () => content });
    const answer = await request(bare.url).get('/cds-services');
    await bare.close();
    expect(answer.body).toStrictEqual({ services: [] });
  });

  it('CDS Hooks 2.0.1, Discovery: both hooks are served [8]', () => {
    expect(LISTED.map(({ hook }) => hook).toSorted()).toStrictEqual(HOOKS.toSorted());
  });

  it.each(LISTED)(
    'CDS Hooks 2.0.1, Discovery: $id has what is required, and nothing that 2.0 does not know [8, 9]',
    (service) => {
      expect(service).toMatchObject({
        hook: expect.stringMatching(/^(?:patient-view|encounter-start)$/),
        title: expect.stringMatching(/./),
        description: expect.stringMatching(/./),
        usageRequirements: expect.stringMatching(/./),
      });
      expect(Object.keys(service).toSorted()).toStrictEqual([
        'description',
        'hook',
        'id',
        'prefetch',
        'title',
        'usageRequirements',
      ]);
    },
  );

  it.each(LISTED)(
    'CDS Hooks 2.0.1, Discovery: $id is one path segment of unreserved characters [8]',
    ({ id }) => {
      expect(id).toMatch(/^[A-Za-z0-9._~-]+$/);
      expect(id).not.toMatch(/^\.{1,2}$/);
    },
  );

  it('CDS Hooks 2.0.1, Discovery: a service is known by id and hook together, each pair once [10]', () => {
    const pairs = LISTED.map(({ id, hook }) => `${id} ${hook}`);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it.each(LISTED)(
    'CDS Hooks 2.0.1, Calling a CDS Service: $id is served where it is listed [10]',
    async ({ id, hook }) => {
      const answer = await request(haven.url)
        .post(`/cds-services/${id}`)
        .send({ ...hookCall(), hook });
      expect(answer.status).toBe(200);
      expect(answer.body.cards).toHaveLength(1);
    },
  );

  it('CDS Hooks 2.0.1, Discovery: one id may serve two hooks, each found by the hook of the body [10]', async () => {
    const loaded = await demoContent();
    const content = {
      ...loaded,
      services: loaded.services.map((service) => Object.assign({}, service, { id: 'shared' })),
    };
    const shared = await startHaven({ content: () => content });
    const statuses = await Promise.all(
      HOOKS.map(async (hook) => {
        const answer = await request(shared.url)
          .post('/cds-services/shared')
          .send({ ...hookCall(), hook });
        return [answer.status, answer.body.cards.length];
      }),
    );
    await shared.close();
    expect(statuses).toStrictEqual([
      [200, 1],
      [200, 1],
    ]);
  });

  it('CDS Hooks 2.0.1, Discovery: the services are those of the shipped content [8]', () => {
    expect(Object.fromEntries(LISTED.map(({ hook, id }) => [hook, id]))).toStrictEqual(SERVICE);
  });
});

describe('CDS Hooks 2.0.1, Discovery: caching', () => {
  it('CDS Hooks 2.0.1, Discovery: an unchanged document is a 304 without a body, and must be asked for each time [13]', async () => {
    const etag = discovery.headers['etag'] ?? '';
    expect(etag).toMatch(/^(?:W\/)?"[^"]+"$/);
    expect(discovery.headers['cache-control']).toBe('no-cache');
    const again = await request(haven.url).get('/cds-services').set('if-none-match', etag);
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
  });

  it('CDS Hooks 2.0.1, Discovery: a document that has changed is sent anew [13]', async () => {
    let content = await demoContent();
    const changing = await startHaven({ content: () => content });
    const first = await request(changing.url).get('/cds-services');
    content = { ...content, services: content.services.slice(1) };
    const second = await request(changing.url)
      .get('/cds-services')
      .set('if-none-match', first.headers['etag'] ?? '');
    await changing.close();
    expect(second.status).toBe(200);
    expect(second.headers['etag']).not.toBe(first.headers['etag']);
    expect(second.body.services).toHaveLength(1);
  });

  it('CDS Hooks 2.0.1, Discovery: another ETag is a 200 [13]', async () => {
    const answer = await request(haven.url).get('/cds-services').set('if-none-match', '"another"');
    expect(answer.status).toBe(200);
  });
});
