/**
 * Excel's wildcards as a pattern: `*` any text, `?` any character, `~*` the star itself (support.microsoft.com, "Using
 * wildcard characters in searches").
 */
export function wildcard(text: string, how: { isWhole?: boolean; isCaseSensitive?: boolean }): RegExp {
  const { isWhole = false, isCaseSensitive = false } = how;
  const body = text.replace(/~([*?~])|([*?])|[\\^$.|+()[\]{}/]/g, (found, escaped?: string, wild?: string) => {
    if (wild !== undefined) return wild === '*' ? '.*' : '.';
    return escaped === '~' ? '~' : `\\${escaped ?? found}`;
  });
  return new RegExp(isWhole ? `^${body}$` : body, isCaseSensitive ? 'su' : 'siu');
}
