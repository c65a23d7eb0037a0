/** What a first visitor runs: it fits every user and every database. */
export const DEFAULT_QUERY = `# Sign in above, then press the button (Ctrl-Enter).
# Ctrl-Space completes; the book on the left
# explains every field.

query Start {
  me { name roles markets }
  matrices { kind title editable }

  # Today's prices. In each of the rows: its key, then
  # a value per rowHeader, then a cell per column.
  matrix(request: {
    kind: TIER_PRICE
    # filter: { markets: ["ADV"] }
    # asOf: "2026-01-15"
  }) {
    title
    asOf
    revision
    rowHeader { key }
    columns { key unit editable }
    rowCount
    rows
  }
}
`;
