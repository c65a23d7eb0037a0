/** A folder of vendor folders, each with the vendor's price pages in Pricing2Yaml, and a frame: as rows to be planned. */
import { quoted } from '../../../schema/errors/quoted.ts';
import type { ReportProgress } from '../progress.ts';
import { type FolderEntry, listFolder, readUtf8, UnusableFolder, withinLimits, YAML_LIMITS } from '../source-folder.ts';
import { type Source, SourceNotes } from '../source.ts';
import { Codes, type Name } from './codes.ts';
import { type FrameRow, readFrame } from './frame.ts';
import { portfolioRows, type PriceBook } from './portfolio-rows.ts';
import { readSnapshot, type Snapshot } from './snapshot.ts';
import { readYaml } from './yaml-file.ts';

export interface PriceBookFolders {
  /** The folder of vendor folders. */
  readonly folder: string;
  readonly frame: string;
}

interface VendorFolder {
  readonly vendor: string;
  readonly path: string;
  readonly files: readonly FolderEntry[];
}

const isYaml = (entry: FolderEntry): boolean => entry.kind === 'file' && /\.ya?ml$/i.test(entry.name);

/** @throws UnusableFolder when one of the two folders cannot be used at all. */
export async function readPriceBooks(folders: PriceBookFolders, progress: ReportProgress): Promise<Source> {
  const notes = new SourceNotes();
  const vendors = await listVendors(folders.folder, notes);
  const { rows, suites } = await readFrame(folders.frame, notes);
  const readable = withinLimits(
    vendors.flatMap((v) => v.files),
    YAML_LIMITS,
  );
  notes.addFaults(readable.faults);
  const pages = vendors.map((v) => ({ ...v, files: v.files.filter((file) => readable.files.includes(file)) }));
  const books = await readBooks(pages, suites, { notes, progress });
  const codes = new Codes(namesIn(books, suites ?? []));
  return notes.source([...rows, ...books.flatMap((book) => portfolioRows(book, codes))]);
}

async function listVendors(folder: string, notes: SourceNotes): Promise<VendorFolder[]> {
  const listing = await listFolder(folder);
  notes.addFaults(listing.faults);
  const vendors: VendorFolder[] = [];
  for (const entry of listing.entries) {
    if (isYaml(entry)) {
      notes.addFault(
        { file: entry.path, line: 1 },
        "A price page belongs in the folder of its vendor, not beside the vendors' folders.",
      );
    } else if (entry.kind === 'folder') vendors.push(await listVendor(entry, notes));
    else notes.countNotTaken('other files', 1);
  }
  if (vendors.length === 0 && !notes.hasFaults)
    throw new UnusableFolder(`The folder ${folder} holds no vendor folder.`);
  return vendors;
}

async function listVendor({ name: vendor, path }: FolderEntry, notes: SourceNotes): Promise<VendorFolder> {
  const listing = await listOrNothing(path);
  notes.addFaults(listing.faults);
  const files = listing.entries.filter(isYaml);
  const folders = listing.entries.filter((entry) => entry.kind === 'folder');
  for (const { path: inner } of folders) {
    notes.addFault({ file: inner, line: 1 }, "A vendor's folder holds price pages only, and this is a folder.");
  }
  if (files.length === 0 && folders.length === 0 && listing.faults.length === 0) {
    notes.addFault({ file: path, line: 1 }, 'The vendor has no price page: no file that ends in .yml or .yaml.');
  }
  notes.countNotTaken('other files', listing.entries.length - files.length - folders.length);
  return { vendor, path, files };
}

/** An empty or unreadable vendor folder is a fault among others, not the end of the import. */
async function listOrNothing(path: string) {
  try {
    return await listFolder(path);
  } catch (error) {
    if (!(error instanceof UnusableFolder)) throw error;
    return { entries: [], faults: [{ origin: { file: path, line: 1 }, message: error.message }] };
  }
}

interface Context {
  readonly notes: SourceNotes;
  readonly progress: ReportProgress;
}

/** Vendors without a frame row are faulted, frame rows without a vendor folder noted; the rest is read. */
async function readBooks(
  vendors: readonly VendorFolder[],
  suites: readonly FrameRow[] | undefined,
  { notes, progress }: Context,
): Promise<PriceBook[]> {
  const rows = new Map((suites ?? []).map((row) => [row.vendor, row]));
  const total = vendors.reduce((sum, v) => sum + v.files.length, 0);
  const books: PriceBook[] = [];
  let done = 0;
  for (const { vendor, path, files } of vendors) {
    const frameRow = rows.get(vendor);
    // Without suites.csv every vendor would be a fault.
    if (!frameRow && suites)
      notes.addFault({ file: path, line: 1 }, `suites.csv has no row for the vendor ${quoted(vendor)}.`);
    const snapshots: Snapshot[] = [];
    for (const file of files) {
      progress(`Reading ${vendor}/${file.name}`, done++, total);
      const snapshot = await readPage(file, notes);
      if (snapshot) snapshots.push(snapshot);
    }
    const ordered = inOrder(snapshots, notes);
    if (frameRow && ordered.length > 0) books.push({ vendor, frame: frameRow, snapshots: ordered });
  }
  const missing = (suites ?? []).filter((row) => !vendors.some((v) => v.vendor === row.vendor));
  notes.countNotTaken('frame vendors without a folder', missing.length);
  return books;
}

async function readPage({ path }: FolderEntry, notes: SourceNotes): Promise<Snapshot | undefined> {
  const text = await readUtf8(path);
  if (!text.ok) return void notes.addFaults([text.fault]);
  const yaml = readYaml(path, text.bytes.toString('utf8'));
  if (!yaml.ok) return void notes.addFaults(yaml.faults);
  const { snapshot, faults, warnings, notTaken } = readSnapshot(yaml.file);
  notes.addFaults(faults);
  notes.addWarnings(warnings);
  for (const [name, count] of notTaken) notes.countNotTaken(name, count);
  return snapshot;
}

/** Oldest first. Two pages of one day could not follow each other. */
function inOrder(snapshots: readonly Snapshot[], notes: SourceNotes): Snapshot[] {
  const byDay = new Map<string, Snapshot>();
  for (const snapshot of snapshots) {
    const { createdAt, file } = snapshot;
    const other = byDay.get(createdAt.text);
    if (!other) byDay.set(createdAt.text, snapshot);
    else {
      notes.addFault(
        { file, line: createdAt.line },
        `createdAt ${createdAt.text} is also that of ${other.file}:${other.createdAt.line}; each page of a vendor needs a day of its own.`,
      );
    }
  }
  return [...byDay.values()].sort((a, b) => (a.createdAt.text < b.createdAt.text ? -1 : 1));
}

/** All vendors of the frame, also those without a folder, so that codes do not depend on which folders are there. */
function* namesIn(books: readonly PriceBook[], suites: readonly FrameRow[]): Generator<Name> {
  for (const { vendor } of suites) yield [vendor];
  for (const { vendor, snapshots } of books) {
    for (const { plans } of snapshots) for (const { key } of plans) yield [vendor, key];
  }
}
