/**
 * Reads the files of a folder that somebody hands in. Sizes are checked before anything is read, so that a file of the
 * wrong kind (a dump, a video) costs a sentence and not the memory; links that lead out of the folder are not followed.
 */
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { Fault } from './sourced-row.ts';

export interface SizeLimits {
  /** Bytes. */
  readonly file: number;
  readonly folder: number;
}

const MEBIBYTE = 1_048_576;
/**
 * A quarter of a million prices are about 20 MiB of CSV. Real price pages stay under 60 KiB; a YAML document takes some
 * 250 times its size in memory while it is read.
 */
export const CSV_LIMITS: SizeLimits = { file: 64 * MEBIBYTE, folder: 256 * MEBIBYTE };
export const YAML_LIMITS: SizeLimits = { file: 2 * MEBIBYTE, folder: 256 * MEBIBYTE };

/** The folder itself is unusable; `message` is one sentence. Faults inside it are values, not this. */
export class UnusableFolder extends Error {}

export interface FolderEntry {
  readonly name: string;
  /** As the user would name it. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'other';
  /** Bytes; 0 for folders. */
  readonly size: number;
}

export interface FolderListing {
  readonly entries: readonly FolderEntry[];
  readonly faults: readonly Fault[];
}

/**
 * Entries by name, hidden ones left out.
 * @throws UnusableFolder when `folder` is missing, is none, is empty or may not be read.
 */
export async function listFolder(folder: string): Promise<FolderListing> {
  const names = await namesIn(folder);
  if (names.length === 0) throw new UnusableFolder(`The folder ${folder} is empty.`);
  const root = await realpath(folder);
  const entries: FolderEntry[] = [];
  const faults: Fault[] = [];
  for (const name of names.filter((n) => !n.startsWith('.')).sort()) {
    const path = join(folder, name);
    const entry = await entryAt(path, name, root);
    if ('reason' in entry) faults.push({ origin: { file: path, line: 1 }, message: entry.reason });
    else entries.push(entry);
  }
  return { entries, faults };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw new UnusableFolder(folderSentence(folder, (error as NodeJS.ErrnoException).code));
  }
}

function folderSentence(folder: string, code: string | undefined): string {
  if (code === 'ENOENT') return `There is no folder ${folder}.`;
  if (code === 'ENOTDIR') return `${folder} is not a folder; give the folder that holds the files.`;
  if (code === 'EACCES' || code === 'EPERM') return `The folder ${folder} may not be read by this user.`;
  return `The folder ${folder} cannot be read (${code ?? 'unknown error'}).`;
}

async function entryAt(path: string, name: string, root: string): Promise<FolderEntry | { reason: string }> {
  try {
    if (!isInside(root, await realpath(path))) {
      return { reason: 'This is a link that leads out of the folder; it is not followed. Copy the file here instead.' };
    }
    const facts = await stat(path);
    const kind = facts.isFile() ? 'file' : facts.isDirectory() ? 'folder' : 'other';
    return { name, path, kind, size: facts.isFile() ? facts.size : 0 };
  } catch (error) {
    return { reason: `This cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).` };
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

export interface Readable {
  readonly files: readonly FolderEntry[];
  /** One for each file left out. */
  readonly faults: readonly Fault[];
}

/** The files that may be read: those over the limit, and those with which the sum would run over, are left out. */
export function withinLimits(files: readonly FolderEntry[], limits: SizeLimits): Readable {
  const readable: FolderEntry[] = [];
  const faults: Fault[] = [];
  const refuse = (file: string, message: string): void => void faults.push({ origin: { file, line: 1 }, message });
  let sum = 0;
  for (const file of files) {
    if (file.size > limits.file) {
      const most = inMebibytes(limits.file);
      refuse(file.path, `The file has ${inMebibytes(file.size)}, and an import takes at most ${most} a file.`);
    } else if (sum + file.size > limits.folder) {
      refuse(
        file.path,
        `With this file the folder has more than ${inMebibytes(limits.folder)}, the most that an import takes.`,
      );
    } else {
      sum += file.size;
      readable.push(file);
    }
  }
  return { files: readable, faults };
}

const inMebibytes = (bytes: number): string => `${Math.ceil(bytes / MEBIBYTE)} MiB`;

export type FileBytes = { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly fault: Fault };

/** The file's bytes, known to be UTF-8; or the fault that names the first line that is not. */
export async function readUtf8(path: string): Promise<FileBytes> {
  const bytes = await readFile(path);
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { ok: true, bytes };
  } catch {
    const origin = { file: path, line: firstBrokenLine(bytes) };
    return { ok: false, fault: { origin, message: 'The file is not UTF-8; save it as “CSV UTF-8” or convert it.' } };
  }
}

/** No byte of a multi-byte character is a line feed, so lines can be told apart before they are decoded. */
function firstBrokenLine(bytes: Buffer): number {
  let start = 0;
  for (let line = 1; start <= bytes.length; line++) {
    const feed = bytes.indexOf(10, start);
    const end = feed === -1 ? bytes.length : feed;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end + 1;
  }
  return 1;
}
