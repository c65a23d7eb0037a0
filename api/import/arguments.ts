/** What the command line of an import says. */
import { parseArgs } from 'node:util';

interface Common {
  readonly folder: string;
  readonly isDryRun: boolean;
  /** The subject of the user who imports. */
  readonly subject: string;
}

export type ImportArguments = Common &
  ({ readonly kind: 'csv' } | { readonly kind: 'pricing2yaml'; readonly frame: string });

export const USAGE = `Usage:
  npm run import -- csv <folder> [--dry-run] [--as <subject>]
  npm run import -- pricing2yaml <folder> --frame <folder> [--dry-run] [--as <subject>]

  csv            a folder of CSV files, one for each entity: markets.csv, prices.csv, …
  pricing2yaml   a folder with a folder of Pricing2Yaml files for each vendor
  --frame        the folder with suites.csv, which says whose vendor's pages are which suite, line and problem
  --dry-run      check everything and write nothing
  --as           who imports, an administrator; the demo's "admin" unless given`;

/** The arguments, or that only the usage is wanted, or a sentence that says what is wrong with them. */
export function readArguments(
  args: readonly string[],
  defaultSubject: string,
): ImportArguments | 'help' | { readonly wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        frame: { type: 'string' },
        'dry-run': { type: 'boolean' },
        as: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return 'help';
    const [kind, folder, ...more] = positionals;
    const common = { isDryRun: values['dry-run'] ?? false, subject: values.as ?? defaultSubject };
    if (kind !== 'csv' && kind !== 'pricing2yaml')
      return { wrong: kind === undefined ? 'Say what to import.' : `Nothing is called ${kind}.` };
    if (!folder) return { wrong: 'Name the folder to import.' };
    if (more.length > 0) return { wrong: `${more.join(' ')} is one argument too many.` };
    if (kind === 'csv')
      return values.frame === undefined ? { kind, folder, ...common } : { wrong: '--frame belongs to pricing2yaml.' };
    return values.frame
      ? { kind, folder, frame: values.frame, ...common }
      : { wrong: 'Name the frame: --frame <folder>.' };
  } catch (error) {
    // What parseArgs says of a user's mistake is a sentence for users.
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith('ERR_PARSE_ARGS')) return { wrong: message };
    throw error;
  }
}
