/** TypeORM only: the contract fixes the GraphQL type, which shows less than is stored. */
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../access/user.entity.ts';

export const CHANGE_SET_KINDS = ['PUSH', 'IMPORT', 'REVERT'] as const;
export type ChangeSetKind = (typeof CHANGE_SET_KINDS)[number];

export const CHANGE_SET_STATES = ['DRAFT', 'SUBMITTED', 'APPLIED', 'REJECTED', 'REVERTED'] as const;
export type ChangeSetState = (typeof CHANGE_SET_STATES)[number];

/** What was asked for together, and what became of it. Applied ones are numbered, gapless, in commit order. */
@Entity('change_set')
export class ChangeSet {
  @PrimaryColumn('uuid')
  id!: string;

  /** Null until applied. */
  @Column({ type: 'integer', nullable: true })
  revision!: number | null;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'author_id' })
  author!: Relation<User>;

  /** A copy: whoever may see the change may see by whom, but not the user. */
  @Column({ type: 'text', name: 'author_name' })
  authorName!: string;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  /** Kinds of the matrices that were edited, joined by `;`. */
  @Column({ type: 'text', nullable: true })
  matrix!: string | null;

  @Column({ type: 'text' })
  kind!: ChangeSetKind;

  @Column({ type: 'text' })
  state!: ChangeSetState;

  /** Unique per author. */
  @Column({ type: 'text', name: 'idempotency_key', nullable: true })
  idempotencyKey!: string | null;

  /** Of the normalised input, to tell a replay from a reuse of its key. */
  @Column({ type: 'text', name: 'input_hash', nullable: true })
  inputHash!: string | null;

  /** The first answer, for replays; never in GraphQL as it is. */
  @Column({ type: 'jsonb', nullable: true })
  result!: unknown;

  /** REVERT: the revision that it undid. */
  @Column({ type: 'integer', nullable: true })
  reverts!: number | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'applied_at', nullable: true })
  appliedAt!: Date | null;
}
