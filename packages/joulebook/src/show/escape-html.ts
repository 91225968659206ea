/** Text as HTML text or a quoted attribute: markup in names of models and devices stays text. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
