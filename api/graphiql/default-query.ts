/** What a first visitor runs: it fits every user and every database. */
export const DEFAULT_QUERY = `# Sign in above, then run this with Ctrl-Enter (Cmd-Enter on a Mac).
# Ctrl-Space completes; the book on the left explains every field.

query Start {
  me { name roles markets }
  matrices { kind title description editable filters }

  # Today's prices, a row per offering, price list, period and minimum quantity.
  # Cells stand in the order of rowHeader, then columns.
  matrix(request: {
    kind: TIER_PRICE
    # filter: { markets: ["SMB"] }
    # asOf: "2026-01-15"
  }) {
    title
    asOf
    revision
    rowHeader { key title }
    columns { key title unit scale editable }
    rowCount
    rows
  }
}
`;
