import { createHash } from 'node:crypto';
import { holdBack } from '../decide/hold-back.js';
import type { ModeOverride } from '../model/mode-override.js';
import { recallFrom } from './cooldown.js';
import { CountBuffer } from './count-buffer.js';
import { KEPT_MS } from './keep-times.js';
import type { Ledger } from './ledger.js';
import { Outbox } from './outbox.js';
import type { OutboxTools } from './outbox.js';
import type { OverrideFile } from './override-file.js';
import { Retention } from './retention.js';
import type { SealComment } from './seal-comment.js';
import { LOOK_MS } from './steady-clock.js';
import { inBatches } from './store/batches.js';
import { cardEntry, reportEntry } from './store/entry.js';
import { suppressCells } from './suppress-cells.js';
import { tokenMemory } from './token-memory.js';
import { within } from './within.js';

/** At the bedside somebody waits. */
const BEDSIDE_MS = 500;
/** Here an operator does, or nobody. */
const OFFICE_MS = 5_000;
const FLUSH_MS = 3_000;
const COME_BACK_MS = 3_600_000;
/** Reports of one call that are one transaction: an EHR that sends its backlog makes nobody wait who asks about a patient. */
const TOGETHER = 500;

/** What a durable ledger is made with. */
export interface DurableTools extends OutboxTools {
  readonly seal: SealComment;
  readonly overrides: OverrideFile;
}

/** Only a digest of a token is kept. */
function tokenDigest(issuer: string, jti: string): string {
  return createHash('sha256')
    .update(JSON.stringify([issuer, jti]))
    .digest('base64url');
}

/** Runs something again and again while the process lives; what fails is tried the next time. */
function every(ms: number, run: () => Promise<unknown>): () => void {
  const timer = setInterval(() => void run().catch(() => undefined), ms).unref();
  return () => clearInterval(timer);
}

/** Claims tokens: this process's own memory first, then the database, many together. */
function tokenClaims(outbox: Outbox, now: () => number): Ledger['claimToken'] {
  const own = tokenMemory(KEPT_MS.tokenMargin);
  const claim = inBatches(
    async (claims: readonly { readonly token: string; readonly kept_until: number }[]) => {
      // In one order everywhere, so that replicas never wait for each other in a ring.
      const tokens = claims.toSorted((one, other) => (one.token < other.token ? -1 : 1));
      const fresh = new Set(await outbox.ask('claim', { tokens, now: now() }, BEDSIDE_MS));
      return claims.map(({ token }) => fresh.has(token));
    },
    { underWay: 2, most: 100 },
  );
  return async (issuer, jti, expiresAt) => {
    if (own.claim(issuer, jti, expiresAt, now()) === 'replayed') return 'replayed';
    const claimed = { token: tokenDigest(issuer, jti), kept_until: expiresAt + KEPT_MS.tokenMargin };
    // Where the database is down this process's memory has spoken already.
    return (await claim(claimed).catch(() => true)) ? 'fresh' : 'replayed';
  };
}

/** What is remembered of a patient, for as long as somebody at the bedside can wait. */
function recaller(outbox: Outbox): Ledger['recall'] {
  return async (marks, at) => {
    try {
      const remembered = await outbox.ask('subject', { marks: marks.patientTopic, at }, BEDSIDE_MS);
      return recallFrom(remembered, marks, at);
    } catch {
      return undefined;
    }
  };
}

/** Issues cards: in one step with what is remembered, or, while cards go to the spool, by what can be recalled meanwhile. */
function cardIssuer(outbox: Outbox, recall: Ledger['recall']): Ledger['issue'] {
  return async (card) => {
    const { marks, tier, rule, at } = card;
    const frame = { at, ...rule };
    const entry = cardEntry(card);
    // A card that is lost is given all the same; health says so.
    if (!outbox.isBehind) return outbox.issue({ entry, marks, frame }).catch(() => undefined);
    const why = holdBack(await recall(marks, at), tier, frame);
    if (why === undefined) await outbox.append([entry]).catch(() => undefined);
    return why;
  };
}

/** The last overrides that were read hold while none can be read, also those of the process before. */
function overrideReader(outbox: Outbox, file: OverrideFile): Ledger['overrides'] {
  let last: readonly ModeOverride[] | undefined;
  // Of two readings under way at once, the one that began later counts.
  let begun = 0;
  let taken = 0;
  return async () => {
    begun += 1;
    const mine = begun;
    try {
      const read = await outbox.ask('overrides', undefined, BEDSIDE_MS);
      if (mine < taken) return last ?? read;
      taken = mine;
      last = read;
      // Nobody waits for that disk.
      void file.keep(read);
    } catch (error) {
      last ??= await file.recall();
      if (last === undefined) throw error;
    }
    return last;
  };
}

/** What nobody at the bedside waits for, and says by itself where it fails. */
function retentionOf(outbox: Outbox, now: () => number): Retention {
  return new Retention({
    now,
    expire: (at) => outbox.askGently('expire', { at }),
    hasCounts: async (from, to) => (await outbox.askGently('days', { from, to })).length > 0,
  });
}

/** A ledger that outlives its process, over one of the two databases. */
export function durableLedger(tools: DurableTools): Ledger {
  const { now, seal } = tools;
  const outbox = new Outbox(tools);
  const counts = new CountBuffer((taken) => outbox.ask('addCounts', taken, OFFICE_MS));
  const retention = retentionOf(outbox, now);
  void retention.look();
  const stopping = [
    every(FLUSH_MS, () => counts.flush()),
    every(LOOK_MS, () => retention.look()),
    // A process beside this one may have ended and left its spool.
    every(COME_BACK_MS, () => outbox.comeBack()),
  ];
  const recall = recaller(outbox);
  return {
    issue: cardIssuer(outbox, recall),
    recall,
    recordFeedback: async (service, client, outcomes, at) => {
      const entries = outcomes.map((outcome) => reportEntry({ service, client }, outcome, at, seal));
      for (let from = 0; from < entries.length; from += TOGETHER) {
        // One after another: between two of them the bedside is served.
        // oxlint-disable-next-line no-await-in-loop
        await outbox.append(entries.slice(from, from + TOGETHER));
      }
    },
    count: (call) => counts.add(call),
    claimToken: tokenClaims(outbox, now),
    overrides: overrideReader(outbox, tools.overrides),
    setOverride: (change) => outbox.ask('changeOverride', change, OFFICE_MS),
    audit: (entry) => outbox.ask('appendAudit', entry, OFFICE_MS),
    counters: async (from, to) => {
      await counts.flush();
      return outbox.askGently('hours', { from, to });
    },
    dayCounts: async (from, to) => {
      await counts.flush();
      return suppressCells(await outbox.askGently('days', { from, to }));
    },
    health: () => [...outbox.health(), ...retention.health()],
    close: async () => {
      for (const stop of stopping) stop();
      await counts.flush().catch(() => undefined);
      await outbox.close();
      // What operators have set is there for the next process; a disk that hangs keeps nobody.
      await within(OFFICE_MS, tools.overrides.settled()).catch(() => undefined);
    },
  };
}
