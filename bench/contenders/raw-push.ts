import type pg from 'pg';
export interface RawPush { readonly x: string }
export const rawPush = async (_pool: pg.Pool, _push: RawPush): Promise<string> => '';
