/** Options of `devices characterise` as they were typed. */
export interface CharacteriseOptions {
  readonly id?: string;
  readonly title?: string;
  readonly power?: string;
  readonly clock?: string;
  readonly voltage?: string;
  readonly flash?: string;
  readonly sram?: string;
  readonly software?: string;
  readonly out?: string;
}
