import { HostError } from '../host-error.ts';

/**
 * Excel's rules for sheet names: support.microsoft.com, "Rename a worksheet".
 * @throws HostError InvalidArgument
 */
export function checkSheetName(name: string, location: string): void {
  const isLegal =
    name !== '' &&
    name.length <= 31 &&
    !/[:\\/?*[\]]/.test(name) &&
    !/^'|'$/.test(name) &&
    name.toLowerCase() !== 'history';
  if (!isLegal) throw new HostError('InvalidArgument', location);
}
