import { flagOf, isAbsent, objectOf, oneOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument } from '../host-object.ts';
import { EventType } from '../model/events.ts';
import { PROTECTION_OPTIONS, type ProtectionModel } from '../model/protection.ts';
import type { SheetModel, WorkbookModel } from '../model/shapes.ts';
import type { Json } from '../protocol.ts';

const SELECTION_MODES = ['Normal', 'Unlocked', 'None'] as const;

function optionsOf(argument: Argument | undefined, password: string): ProtectionModel {
  const location = 'WorksheetProtection.protect';
  const given = isAbsent(argument) ? {} : objectOf(argument, location);
  const allowed = PROTECTION_OPTIONS.filter((name) => !isAbsent(given[name]) && flagOf(given[name], location));
  const mode = given['selectionMode'];
  return {
    allowed: new Set(allowed),
    selectionMode: isAbsent(mode) ? 'Normal' : oneOf(mode, SELECTION_MODES, location),
    password,
  };
}

const passwordOf = (argument: Argument | undefined, location: string): string =>
  isAbsent(argument) ? '' : textOf(argument, location);

function announce(sheet: SheetModel): void {
  const message = { worksheetId: sheet.id, isProtected: sheet.protection !== null, source: 'Local' };
  sheet.workbook.events.fireOn(sheet.id, EventType.ProtectionChanged, message);
}

/** "Fails if the worksheet has already been protected"; with which code is not documented. */
function protect(sheet: SheetModel, [options, password]: readonly Argument[]): void {
  const location = 'WorksheetProtection.protect';
  if (sheet.protection) throw new HostError('InvalidOperation', location);
  sheet.protection = optionsOf(options, passwordOf(password, location));
  announce(sheet);
}

/** A wrong password is refused; that it is with AccessDenied is a guess. */
function unprotect(sheet: SheetModel, [password]: readonly Argument[]): void {
  const location = 'WorksheetProtection.unprotect';
  const given = passwordOf(password, location);
  if (!sheet.protection) return;
  const isRight = sheet.protection.password === '' || sheet.protection.password === given;
  if (!isRight) throw new HostError('AccessDenied', location);
  sheet.protection = null;
  announce(sheet);
}

function options({ protection }: SheetModel): Json {
  const allowed = PROTECTION_OPTIONS.map((name) => [name, protection?.allowed.has(name) ?? false]);
  return { ...(Object.fromEntries(allowed) as object), selectionMode: protection?.selectionMode ?? 'Normal' };
}

export const worksheetProtection = hostClass<SheetModel>({
  name: 'WorksheetProtection',
  properties: { Protected: { get: (sheet) => sheet.protection !== null }, Options: { get: options } },
  methods: { Protect: protect, Unprotect: unprotect },
});

/** The structure: sheets are not added, deleted, renamed, moved, hidden or shown. */
export const workbookProtection = hostClass<WorkbookModel>({
  name: 'WorkbookProtection',
  properties: { Protected: { get: ({ protection }) => protection !== null } },
  methods: {
    Protect: (workbook, [password]) => {
      if (workbook.protection) throw new HostError('InvalidOperation', 'WorkbookProtection.protect');
      workbook.protection = { password: passwordOf(password, 'WorkbookProtection.protect') };
    },
    Unprotect: (workbook, [password]) => {
      const given = passwordOf(password, 'WorkbookProtection.unprotect');
      const needed = workbook.protection?.password ?? '';
      if (needed !== '' && needed !== given) throw new HostError('AccessDenied', 'WorkbookProtection.unprotect');
      workbook.protection = null;
    },
  },
});
