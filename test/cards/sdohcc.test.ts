import type { ProposedResource } from '../../src/protocol/proposed-resource.js';
import { cardFor, clientIn, contentIn, CONVERSATION, everyProposal } from '../support/every-client.js';
import { valuesAt } from '../support/fhir-r4.js';
import { ordersIn, tasksIn } from '../support/proposed.js';
import { SDOHCC_CODES, SDOHCC_ROWS } from '../support/sdohcc.js';
import type { ProfileRow } from '../support/sdohcc.js';

const pathOf = ({ profile, element }: ProfileRow): string => `${profile}.${element.split('[')[0] ?? ''}`;

/** How many values stand at a row's element; of a slice those that are in it. */
function countAt(resource: unknown, row: ProfileRow): number {
  const values = valuesAt(resource, pathOf(row));
  if (!row.element.includes('[')) return values.length;
  const own = `{"system":"${SDOHCC_CODES}","code":"${row.ours}"}`;
  return values.filter((value) => JSON.stringify(value).includes(own)).length;
}

function isWithin(count: number, { cardinality }: ProfileRow): boolean {
  const [least, most] = cardinality.split('..');
  return count >= Number(least) && (most === '*' || count <= Number(most));
}

/** Referrals and their Tasks; an order that no Task follows is none. */
const REFERRALS = contentIn('en').then((content) =>
  everyProposal(content, 'standard').filter(
    (one) => one.resourceType === 'Task' || (one.resourceType === 'ServiceRequest' && one.id !== undefined),
  ),
);
const referralsOf = async ({ profile }: ProfileRow): Promise<readonly ProposedResource[]> =>
  (await REFERRALS).filter(({ resourceType }) => resourceType === profile);
const rowOf = (element: string): ProfileRow => {
  const row = SDOHCC_ROWS.find((one) => one.element === element && one.profile === 'Task');
  if (row === undefined) throw new Error(`no row for ${element}`);
  return row;
};

const NAMED = SDOHCC_ROWS.map((row) => [`${row.profile}.${row.element} ${row.cardinality}`, row] as const);

describe('SDOHCC 3.0.0: required elements of both profiles (docs/referral.md)', () => {
  it.each(NAMED)('%s holds on every referral', async (_name, row) => {
    const own = await referralsOf(row);
    expect(own.length).toBeGreaterThan(1);
    expect(own.filter((one) => !isWithin(countAt(one, row), row))).toEqual([]);
    expect(own.filter((one) => row.ours === '-' && countAt(one, row) > 0)).toEqual([]);
  });

  it.each(NAMED.filter(([, { ours }]) => /^[a-z0-9-]{3,}$|^[A-Z]\w+$/.test(ours)))(
    '%s is what the table says',
    async (_name, row) => {
      const own = (await referralsOf(row)).filter((one) => countAt(one, row) > 0);
      expect(own.length).toBeGreaterThan(0);
      const said = own.map((one) => JSON.stringify(valuesAt(one, pathOf(row))));
      expect(said.filter((text) => !text.includes(row.ours))).toEqual([]);
    },
  );

  it('misses an element that is left out, there twice, or forbidden and there', async () => {
    const task = (await REFERRALS).find(({ resourceType }) => resourceType === 'Task');
    const focus = rowOf('focus');
    const within = (value: unknown): boolean => isWithin(countAt({ ...task, focus: value }, focus), focus);
    expect(within({ reference: 'ServiceRequest/1' })).toBe(true);
    expect(within(undefined)).toBe(false);
    expect(within([1, 2])).toBe(false);
    expect(isWithin(0, { ...focus, cardinality: '0..0' })).toBe(true);
    expect(isWithin(1, { ...focus, cardinality: '0..0' })).toBe(false);
  });

  it('category, detail and code have exactly the codes of their profiles', async () => {
    const all = await REFERRALS;
    const orders = all.filter((one) => one.resourceType === 'ServiceRequest');
    const tasks = all.filter((one) => one.resourceType === 'Task');
    const coded = (code: string): unknown => [{ coding: [{ system: SDOHCC_CODES, code }] }];
    for (const { category } of orders) expect(category).toEqual(coded('sdoh-category-unspecified'));
    const details = orders.flatMap(({ orderDetail }) => (orderDetail === undefined ? [] : [orderDetail]));
    expect(details).toHaveLength(orders.length / 2);
    // The words beside it are neutral, in the language of the card.
    for (const detail of details)
      expect(detail).toMatchObject(coded('contacting-subject-prohibited') as readonly object[]);
    const system = 'http://hl7.org/fhir/CodeSystem/task-code';
    for (const { code } of tasks) expect(code.coding).toEqual([{ system, code: 'fulfill' }]);
  });

  it('the requester is a PractitionerRole or an Organization, never a Practitioner', async () => {
    const content = await contentIn('en');
    const client = clientIn(content, 'standard');
    const requesterOf = (user: string, requester?: string): unknown =>
      tasksIn(cardFor(CONVERSATION, content, { ...client, requester }, user).suggestions)[0]?.requester;
    expect(requesterOf('PractitionerRole/r')).toEqual({ reference: 'PractitionerRole/r' });
    expect(requesterOf('PractitionerRole/r', 'Organization/o')).toEqual({ reference: 'PractitionerRole/r' });
    expect(requesterOf('Practitioner/u', 'Organization/o')).toEqual({ reference: 'Organization/o' });
    expect(requesterOf('Practitioner/u')).toEqual({ type: 'Organization', display: content.site.title });
  });

  it('the Task is written at the moment of the call and is about the order beside it', async () => {
    const content = await contentIn('en');
    const { suggestions } = cardFor(CONVERSATION, content, clientIn(content, 'standard'));
    const [task] = tasksIn(suggestions);
    const order = ordersIn(suggestions).find(({ id }) => id !== undefined);
    expect(task?.authoredOn).toBe('2026-11-24T18:00:00.000Z');
    expect(task?.focus).toEqual({ reference: `ServiceRequest/${order?.id}` });
    expect(task?.description).toBe(order?.code.text);
  });
});
