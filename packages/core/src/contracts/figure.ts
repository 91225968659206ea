/** A figure's own data: what it shows, ready for CSV. Cells are plain; `undefined` cells are empty. */
export interface Table {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly (string | number | undefined)[])[];
}

export interface TableColumn {
  /** Machine name with its unit, e.g. "energy_mJ". */
  readonly name: string;
  /** Text over the column, e.g. "Energy (mJ)". */
  readonly title: string;
  /** Printed unit; "" for pure numbers and text. */
  readonly unit: string;
}

/** A plain JSON value, as Plotly takes it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A figure as data: Plotly's own JSON, and the table of what it shows. Renderers never change it. */
export interface Figure {
  /** Unique within a study, kebab-case; names its files. */
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  /** Unit of each axis by its letter, e.g. { x: "mJ", y: "%" }; "1" for pure numbers. */
  readonly units: Readonly<Record<string, string>>;
  readonly data: readonly { readonly [key: string]: Json }[];
  readonly layout: { readonly [key: string]: Json };
  readonly table: Table;
  /** Said in the report instead of an empty picture. */
  readonly empty?: string;
}
