import type { ClientProfile, ClientTrust } from '../model/client-profile.js';
import { KeyCache } from './key-cache.js';
import type { FetchKeys } from './key-cache.js';
import { signingKey } from './signing-key.js';
import type { SigningKey } from './signing-key.js';

const HOUR_MS = 3_600_000;

type Keys = ReadonlyMap<string, SigningKey>;

function listedKeys(trust: ClientTrust): Keys {
  return new Map(
    trust.keys.flatMap((jwk) => {
      const key = signingKey({ kind: 'jwk', jwk }, jwk.alg);
      return key === undefined ? [] : [[jwk.kid, key] as const];
    }),
  );
}

/** Every key of every client, made when it is first needed. Addresses come from the site's files only, so they are few. */
export class KeyRing {
  private readonly listed = new WeakMap<ClientTrust, Keys>();
  private readonly caches = new Map<string, KeyCache>();
  private readonly fetchKeys: FetchKeys;

  constructor(fetchKeys: FetchKeys) {
    this.fetchKeys = fetchKeys;
  }

  /**
   * Finds the key that a token names.
   *
   * @param jku of the token; one that the trust lists, or undefined
   */
  async find(
    trust: ClientTrust,
    { kid, jku }: { readonly kid: string; readonly jku: string | undefined },
    at: number,
  ): Promise<SigningKey | undefined> {
    if (trust.keys.length > 0) return this.listedOf(trust).get(kid);
    const url = jku ?? trust.jwksUrl;
    return url === undefined ? undefined : this.cacheOf(url).find(kid, at, trust.outageHours * HOUR_MS);
  }

  /** Fetches the keys of clients before they call; never rejects. */
  async warm(clients: readonly ClientProfile[], at: number): Promise<void> {
    await Promise.all(this.addressesOf(clients).map(({ url }) => this.cacheOf(url).refresh(at)));
  }

  /** What operators should know of the keys of these clients. */
  health(clients: readonly ClientProfile[]): readonly string[] {
    return this.addressesOf(clients).flatMap(({ client, trust, url }) => {
      const cache = this.caches.get(url);
      if (cache === undefined) return [];
      const { lastFetched } = cache;
      if (!cache.isFailing) return cache.isEmpty ? [`client ${client.id}: its key set has no key`] : [];
      if (lastFetched === undefined) return [`client ${client.id}: its keys cannot be fetched`];
      const until = new Date(lastFetched + trust.outageHours * HOUR_MS).toISOString();
      return [`client ${client.id}: its keys cannot be fetched; those of before serve until ${until}`];
    });
  }

  private addressesOf(
    clients: readonly ClientProfile[],
  ): readonly { readonly client: ClientProfile; readonly trust: ClientTrust; readonly url: string }[] {
    return clients.flatMap((client) => {
      const { trust } = client;
      if (trust === undefined || trust.keys.length > 0) return [];
      return trust.jku.map((url) => ({ client, trust, url }));
    });
  }

  private listedOf(trust: ClientTrust): Keys {
    const known = this.listed.get(trust) ?? listedKeys(trust);
    this.listed.set(trust, known);
    return known;
  }

  private cacheOf(url: string): KeyCache {
    const known = this.caches.get(url) ?? new KeyCache(url, this.fetchKeys);
    this.caches.set(url, known);
    return known;
  }
}
