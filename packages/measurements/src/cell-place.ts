/** Where a cell starts: line and character, both 1-based. */
export interface CellPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * Finds where the n-th cell (from 0) of the record that starts on a line stands in the file, for messages: an editor jumps there.
 * The text has single "\n" breaks; the lines are indexed once.
 *
 * @example cellPlaces('a,b\n"x\ny",2\n', ",")(2, 1) // => { line: 3, column: 4 }
 */
export function cellPlaces(text: string, delimiter: string): (line: number, cell: number) => CellPlace {
  let starts: readonly number[] | undefined;
  return (line, cell) => {
    starts ??= lineStarts(text);
    let lineStart = starts[line - 1] ?? text.length;
    let at = lineStart;
    let current = line;
    let quoted = false;
    for (let passed = 0; passed < cell && at < text.length; at++) {
      const character = text[at];
      if (character === '"') quoted = !quoted;
      else if (character === delimiter && !quoted) passed += 1;
      else if (character === "\n") {
        if (!quoted) break;
        current += 1;
        lineStart = at + 1;
      }
    }
    return { line: current, column: at - lineStart + 1 };
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
