/** TypeORM only: the contract fixes the GraphQL type. */
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Market } from '../market/market.entity.ts';
import { ChangeSet } from './change-set.entity.ts';

/** One written cell: replaying all changes by revision and id gives every stored value. Appended, never altered. */
@Entity('change')
export class Change {
  /** Order of writing; `bigint`, so text here. */
  @PrimaryColumn({ type: 'bigint', generated: 'identity' })
  id!: string;

  @ManyToOne(() => ChangeSet, { nullable: false })
  @JoinColumn({ name: 'change_set_id' })
  changeSet!: Relation<ChangeSet>;

  /** The change set's, copied for the index; a change is only written when it is applied. */
  @Column({ type: 'integer' })
  revision!: number;

  /** Null for what belongs to no market. */
  @ManyToOne(() => Market, { nullable: true })
  @JoinColumn({ name: 'market_id' })
  market!: Relation<Market> | null;

  /** Name in the registry: `RoadmapItem`. */
  @Column({ type: 'text' })
  entity!: string;

  /** Natural key, codes joined by `/`. */
  @Column({ type: 'text' })
  row!: string;

  @Column({ type: 'text' })
  field!: string;

  /** Timelines: from when `after` holds. */
  @Column({ type: 'date', name: 'valid_from', nullable: true })
  validFrom!: string | null;

  /** Exclusive; null = open. */
  @Column({ type: 'date', name: 'valid_to', nullable: true })
  validTo!: string | null;

  /** Timelines: where the version that was in force began; null when there was none. */
  @Column({ type: 'date', name: 'before_from', nullable: true })
  beforeFrom!: string | null;

  @Column({ type: 'text', nullable: true })
  before!: string | null;

  @Column({ type: 'text', nullable: true })
  after!: string | null;
}
