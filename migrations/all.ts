/** Every migration, oldest first. New ones go to the end; a released one is never edited. */
import type { MigrationInterface } from 'typeorm';
import { Ground1795219200001 } from './0001-ground.ts';
import { Market1795219200002 } from './0002-market.ts';
import { Access1795219200003 } from './0003-access.ts';
import { Portfolio1795219200004 } from './0004-portfolio.ts';
import { Requirement1795219200005 } from './0005-requirement.ts';
import { Currency1795219200006 } from './0006-currency.ts';
import { Pricing1795219200007 } from './0007-pricing.ts';
import { Budget1795219200008 } from './0008-budget.ts';
import { Roadmap1795219200009 } from './0009-roadmap.ts';
import { Reach1795219200010 } from './0010-reach.ts';
import { Changes1795219200011 } from './0011-changes.ts';
import { AccessAdministration1795219200012 } from './0012-access-administration.ts';
import { MatrixSpeed1795219200013 } from './0013-matrix-speed.ts';
import { SetBasedChecks1795219200014 } from './0014-set-based-checks.ts';
import { ChangeSetsWithinReach1795219200015 } from './0015-change-sets-within-reach.ts';

export const MIGRATIONS: readonly (new () => MigrationInterface)[] = [
  Ground1795219200001,
  Market1795219200002,
  Access1795219200003,
  Portfolio1795219200004,
  Requirement1795219200005,
  Currency1795219200006,
  Pricing1795219200007,
  Budget1795219200008,
  Roadmap1795219200009,
  Reach1795219200010,
  Changes1795219200011,
  AccessAdministration1795219200012,
  MatrixSpeed1795219200013,
  SetBasedChecks1795219200014,
  ChangeSetsWithinReach1795219200015,
];
