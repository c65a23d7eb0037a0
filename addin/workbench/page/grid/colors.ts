/** Univer's colour picker gives `rgb(255,0,0)`; the object model speaks `#FF0000`. */
export function hex(color: string): string {
  const parts = /^rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(color);
  if (!parts) return color.startsWith('#') ? color.toUpperCase() : color;
  const digits = parts.slice(1, 4).map((part) => Number(part).toString(16).padStart(2, '0'));
  return `#${digits.join('')}`.toUpperCase();
}
