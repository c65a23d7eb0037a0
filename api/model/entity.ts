/** The class decorator and the two base classes of every entity. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTimeScalar } from '../scalars.ts';
import { Text } from './field.ts';
import { addEntity, type EntityClass, type EntityOptions, snakeCase } from './registry.ts';

/** `table` defaults to the snake_case of the class name. */
export function MarketgridEntity(options: EntityOptions & { table?: string }): (entity: EntityClass) => void {
  return (entity) => {
    const table = options.table ?? snakeCase(entity.name[0]?.toLowerCase() + entity.name.slice(1));
    ObjectType(entity.name, { description: options.description })(entity);
    Entity(table)(entity);
    addEntity(entity, { ...options, table });
  };
}

/** What every row carries. Rows are archived, never deleted. */
@ObjectType()
export abstract class Row {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => Int, { description: 'The change set that last touched this row.' })
  @Column({ type: 'integer' })
  revision!: number;

  @Field(() => Int, { description: 'The change set that created this row.' })
  @Column({ type: 'integer', name: 'created_revision' })
  createdRevision!: number;

  @Field(() => DateTimeScalar)
  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Field(() => DateTimeScalar)
  @Column({ type: 'timestamptz', name: 'updated_at' })
  updatedAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Set when the row was archived; lists leave it out then.',
  })
  @Column({ type: 'timestamptz', name: 'archived_at', nullable: true })
  archivedAt!: Date | null;
}

/** A row that people address by a code: `[A-Za-z0-9._-]{1,64}`, immutable once pushed. */
@ObjectType()
export abstract class CodedRow extends Row {
  @Text({ description: 'The key that sheets show; unique within its market, or in its table.', maxLength: 64 })
  code!: string;
}
