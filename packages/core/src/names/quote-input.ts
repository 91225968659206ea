const longest = 60;

/**
 * User input as it may stand in a message: in double quotes, cut to 60 characters, with control and
 * direction-changing characters written as escapes, so that it can neither break a line nor recolour a terminal.
 *
 * @example quoteInput("a\nb") // => '"a\\nb"'
 */
export function quoteInput(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return JSON.stringify(cut).replace(/[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
