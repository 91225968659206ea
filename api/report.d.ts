// Public types of @joulebook/report. Written by `npm run api`; a change belongs into CHANGELOG.md.

import type { Figure, Table } from "@joulebook/core";

export type Block = TextBlock | FigureBlock | TableBlock | EquationBlock | CalloutBlock | FactsBlock | KeyNumbersBlock | ReferencesBlock | PageBreak;

export interface BrowserSearch {
    readonly browser?: string;
    readonly env?: Readonly<Record<string, string | undefined>>;
    readonly platform?: string;
    readonly home?: string;
}

export interface CalloutBlock {
    readonly kind: "callout";
    readonly tone: "answer" | "note" | "warning";
    readonly title?: string;
    readonly text: Markdown;
}

export interface EquationBlock {
    readonly kind: "equation";
    readonly id: string;
    readonly tex: string;
}

export interface FactsBlock {
    readonly kind: "facts";
    readonly facts: readonly {
        readonly name: string;
        readonly text: Markdown;
    }[];
}

export interface FigureBlock {
    readonly kind: "figure";
    readonly figure: Figure;
    readonly height?: number;
}

export interface FoundBrowser {
    readonly path: string;
    readonly from: string;
}

export interface InputFile {
    readonly name: string;
    readonly hash: string;
    readonly note?: string;
}

export interface KeyNumbersBlock {
    readonly kind: "key-numbers";
    readonly numbers: readonly {
        readonly value: string;
        readonly unit?: string;
        readonly name: string;
        readonly note?: string;
    }[];
}

export interface MadeFrom {
    readonly parameters: readonly {
        readonly name: string;
        readonly value: string;
    }[];
    readonly inputs: readonly InputFile[];
    readonly seed?: number;
    readonly versions: readonly {
        readonly name: string;
        readonly version: string;
    }[];
    readonly date?: string;
}

export interface Markdown {
    readonly markdown: string;
}

export declare class NoBrowserError extends Error {
    readonly code = "no-browser";
    readonly fix: string;
    constructor();
}

export interface PageBreak {
    readonly kind: "page-break";
}

export interface PictureSize {
    readonly width: number;
    readonly height: number;
}

export interface PrintedDocument {
    readonly pdf: Uint8Array;
    readonly pictures: ReadonlyMap<string, string>;
    readonly pages: ReadonlyMap<string, number>;
}

export interface Reference {
    readonly id: string;
    readonly text: Markdown;
}

export interface ReferencesBlock {
    readonly kind: "references";
}

export interface Renderer {
    readonly version: string;
    figureSvg(figure: Figure, size?: PictureSize): Promise<string>;
    figurePng(figure: Figure, size?: PictureSize & {
        readonly scale?: number;
    }): Promise<Uint8Array>;
    pdf(html: string, options?: {
        readonly tagged?: boolean;
    }): Promise<Uint8Array>;
    close(): Promise<void>;
}

export interface RendererOptions extends BrowserSearch {
    readonly sandbox?: boolean;
    readonly log?: (line: string) => void;
}

export interface ReportDocument {
    readonly title: string;
    readonly subtitle?: string;
    readonly language?: string;
    readonly summary?: Markdown;
    readonly made: MadeFrom;
    readonly sections: readonly Section[];
    readonly references?: readonly Reference[];
}

export type ReportFormat = "html" | "pdf" | "figures" | "data";

export interface Section {
    readonly id: string;
    readonly title: string;
    readonly newPage?: boolean;
    readonly blocks: readonly Block[];
    readonly sections?: readonly Section[];
}

export interface TableBlock {
    readonly kind: "table";
    readonly id: string;
    readonly title: string;
    readonly caption?: Markdown;
    readonly table: Table;
    readonly decimals?: Readonly<Record<string, number>>;
    readonly emphasis?: readonly number[];
}

export interface TextBlock {
    readonly kind: "text";
    readonly text: Markdown;
    readonly small?: boolean;
}

export interface WriteReportOptions extends RendererOptions {
    readonly folder: string;
    readonly name: string;
    readonly formats?: readonly ReportFormat[];
    readonly renderer?: Renderer;
    readonly signal?: AbortSignal;
}

export interface WrittenReport {
    readonly files: readonly string[];
    readonly html?: string;
    readonly pdf?: string;
    readonly noBrowser?: NoBrowserError;
}

export declare const browserVariables: readonly string[];

export declare function documentHtml(document: ReportDocument): string;

export declare function findBrowser(search?: BrowserSearch): FoundBrowser | undefined;

export declare const howToGetBrowser: string;

export declare function joinMarkdown(pieces: readonly Markdown[], separator: string): Markdown;

export declare function md(parts: TemplateStringsArray, ...values: readonly (string | number | Markdown)[]): Markdown;

export declare function openRenderer(options?: RendererOptions): Promise<Renderer>;

export declare function plotlyBundle(): string;

export declare function printDocument(document: ReportDocument, renderer: Renderer): Promise<PrintedDocument>;

export declare function rendererVersions(): {
    readonly name: string;
    readonly version: string;
}[];

export declare const reportFormats: readonly ReportFormat[];

export declare function tableCsv(table: Table): string;

export declare function writeReport(document: ReportDocument, options: WriteReportOptions): Promise<WrittenReport>;
