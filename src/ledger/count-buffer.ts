import { CountTable } from './count-table.js';
import type { Counts } from './count-table.js';
import type { CallRecord } from './ledger.js';

/** Counts that are written every few seconds. A process that ends loses what it could not write: while the database is down, all (docs/ledger.md). */
export class CountBuffer {
  private readonly table = new CountTable();
  private readonly write: (counts: Counts) => Promise<void>;
  private writing: Promise<void> | undefined;

  constructor(write: (counts: Counts) => Promise<void>) {
    this.write = write;
  }

  add(call: CallRecord): void {
    this.table.addCall(call);
  }

  /** Writes what there is. @throws what the writing throws; then it is kept for the next time */
  async flush(): Promise<void> {
    await this.writing?.catch(() => undefined);
    if (this.table.isEmpty) return;
    this.writing = this.writeAll().finally(() => {
      this.writing = undefined;
    });
    await this.writing;
  }

  private async writeAll(): Promise<void> {
    const counts = this.table.take();
    try {
      await this.write(counts);
    } catch (error) {
      this.table.addAll(counts);
      throw error;
    }
  }
}
