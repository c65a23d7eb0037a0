/** Every migration, oldest first. New ones go to the end; a released one is never edited. */
import type { MigrationInterface } from 'typeorm';

export const MIGRATIONS: readonly (new () => MigrationInterface)[] = [];
