/** Until the migrations are merged. */
import { MODEL } from '../../../api/model/entities.ts';
import { definitionOf, type EntityDefinition, type FieldDefinition } from '../../../api/model/registry.ts';

const TYPES = {
  TEXT: 'text',
  CHOICE: 'text',
  INTEGER: 'integer',
  DECIMAL: 'numeric(21,6)',
  DATE: 'date',
  BOOLEAN: 'boolean',
};

function column(f: FieldDefinition): string {
  if (f.name === 'cell') return `cell text GENERATED ALWAYS AS (coalesce(currency_code, 'quote')) STORED`;
  const type =
    f.type === 'REFERENCE'
      ? `uuid REFERENCES "${definitionOf(f.target!()).table}"(id)`
      : TYPES[f.type] + (f.many ? '[]' : '');
  return `"${f.column}" ${type} ${f.required ? 'NOT NULL' : ''}`;
}

function table(d: EntityDefinition): string {
  const extra = d.name === 'Price' ? ', currency_code text' : '';
  const key = d.key.map((k) => `"${d.fields.find((f) => f.name === k)!.column}"`).join(', ');
  const coded = d.key.at(-1) === 'code';
  return `CREATE TABLE "${d.table}" (id uuid PRIMARY KEY, revision integer NOT NULL, created_revision integer NOT NULL,
    created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, archived_at timestamptz, ${d.fields.map(column).join(', ')}${extra});
    ${d.kept === 'timeline' ? '' : `CREATE UNIQUE INDEX ON "${d.table}" (${key}) ${coded ? '' : 'WHERE archived_at IS NULL'};`}`;
}

export const INTERIM_DDL = `CREATE EXTENSION IF NOT EXISTS btree_gist;
${MODEL.map((m) => table(definitionOf(m))).join('\n')}
CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  NEW.currency_code := (SELECT code FROM currency WHERE id = NEW.currency_id); RETURN NEW; END $$;
CREATE TRIGGER fill BEFORE INSERT OR UPDATE OF currency_id ON price FOR EACH ROW EXECUTE FUNCTION fill();
CREATE INDEX ON price (market_id, offering_id);
ALTER TABLE price ADD CONSTRAINT once EXCLUDE USING gist (offering_id WITH =, price_list_id WITH =, billing_period WITH =, min_quantity WITH =, cell WITH =, daterange(valid_from, valid_to) WITH &&) WHERE (archived_at IS NULL) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE price ADD CONSTRAINT kinds EXCLUDE USING gist (offering_id WITH =, price_list_id WITH =, billing_period WITH =, min_quantity WITH =, kind WITH <>, daterange(valid_from, valid_to) WITH &&) WHERE (archived_at IS NULL) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE price ADD CHECK (kind = 'QUOTE' AND text IS NOT NULL AND amount IS NULL OR kind = 'LIST' AND amount IS NOT NULL AND text IS NULL);
ALTER TABLE price ADD CHECK (valid_from < valid_to);
`;
