import type { Clause } from '../../model/clause.js';

/** A statement that evidence of one kind can make true. */
export type Leaf = Exclude<Clause, { readonly kind: 'all' | 'any' | 'age' | 'unconfigured' }>;

/** Statements that make a clause true together, where the age allows it. */
export type Way = readonly Leaf[];

/** Every way in which a clause can become true; none where the site has configured nothing. */
export function waysOf(clause: Clause): readonly Way[] {
  switch (clause.kind) {
    case 'age':
      return [[]];
    case 'unconfigured':
      return [];
    case 'any':
      return clause.of.flatMap(waysOf);
    case 'all':
      return clause.of
        .map(waysOf)
        .reduce<readonly Way[]>(
          (done, next) => done.flatMap((one) => next.map((other) => [...one, ...other])),
          [[]],
        );
    case 'code':
    case 'observation':
    case 'answer':
    case 'providers':
    case 'together':
    case 'note':
    case 'unidentified':
      return [[clause]];
  }
}
