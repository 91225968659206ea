// Public types of @joulebook/studies. Written by `npm run api`; a change belongs into CHANGELOG.md.

import type { Claim, Figure, Interval, Problem, Study, Table, Verdict } from "@joulebook/core";
import type { InputFile, Markdown, Reference, ReportDocument, Section, WriteReportOptions, WrittenReport } from "@joulebook/report";

export interface LoadedStudy {
    readonly study: Study<unknown, StudyContext, StudyResult>;
    readonly parameters: readonly StudyParameter[];
}

export interface RenderStudyOptions extends Omit<WriteReportOptions, "name"> {
    readonly name?: string;
}

export interface RenderedStudy extends WrittenReport, StudyResult {
}

export interface ReproduceOptions {
    readonly check?: boolean;
    readonly update?: boolean;
}

export interface ReproducedPaper {
    readonly paper: string;
    readonly title: string;
    readonly claims: readonly Claim[];
    readonly verdicts: Readonly<Record<Verdict, number>>;
    readonly figures: readonly Figure[];
    readonly inputs: ReproductionResult["inputs"];
    readonly changes?: readonly Problem[];
}

export interface ReproductionEntry {
    readonly paper: string;
    readonly title: string;
    readonly summary: string;
    readonly load: () => Promise<Reproduction>;
}

export interface RunStudyOptions {
    readonly versions?: readonly {
        readonly name: string;
        readonly version: string;
    }[];
    readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface StudyContext {
    readonly versions: readonly {
        readonly name: string;
        readonly version: string;
    }[];
    readonly date?: string;
}

export interface StudyEntry {
    readonly id: string;
    readonly title: string;
    readonly summary: string;
    readonly load: () => Promise<LoadedStudy>;
}

export interface StudyParameter {
    readonly name: string;
    readonly description: string;
    readonly example: string;
    readonly default?: string;
}

export interface StudyResult {
    readonly document: ReportDocument;
    readonly feasible: boolean;
    readonly warnings: readonly string[];
}

export declare function ledgerTable(claims: readonly Claim[]): Table;

export declare function loadReproduction(paper: string): Promise<Reproduction>;

export declare function loadStudy(id: string): Promise<LoadedStudy>;

export declare function renderStudy(id: string, parameters: unknown, options: RenderStudyOptions): Promise<RenderedStudy>;

export declare function reproducePaper(paper: string, options?: ReproduceOptions): Promise<ReproducedPaper>;

export declare const reproductions: readonly ReproductionEntry[];

export declare function runStudy(id: string, parameters: unknown, options?: RunStudyOptions): Promise<StudyResult>;

export declare function sourceDate(env: Readonly<Record<string, string | undefined>>): string | undefined;

export declare const studies: readonly StudyEntry[];

export declare function valueText(value: number | string | undefined, unit: string | undefined): string;

// Not exported, but part of the types above:

interface CasesRow extends RowHead {
    readonly kind: "cases";
    readonly holds: readonly boolean[];
    readonly partlyFrom?: number;
    readonly published?: number | string;
    readonly ours?: number | string;
}

type ClaimRow = ValueRow | RangeRow | CasesRow | UntestableRow;

interface RangeRow extends RowHead {
    readonly kind: "range";
    readonly low?: number;
    readonly high?: number;
    readonly ours: number;
    readonly tolerance?: number;
    readonly near?: number;
    readonly published?: string;
}

interface Reproduction {
    readonly paper: string;
    readonly title: string;
    readonly source: string;
    readonly summary: string;
    readonly run: () => Promise<ReproductionResult>;
}

interface ReproductionResult {
    readonly claims: readonly ClaimRow[];
    readonly figures: readonly Figure[];
    readonly sections: readonly Section[];
    readonly inputs: readonly InputFile[];
    readonly references: readonly Reference[];
    readonly gist: Markdown;
    readonly seed?: number;
    readonly tolerances?: Readonly<Record<string, number>>;
}

interface RowHead {
    readonly place: string;
    readonly statement: string;
    readonly unit?: string;
    readonly why: string | ((verdict: Verdict) => string);
    readonly interval?: Interval | undefined;
    readonly assumed?: boolean;
}

interface UntestableRow extends Omit<RowHead, "why" | "assumed" | "interval"> {
    readonly kind: "untestable";
    readonly why: string;
    readonly published?: number | string;
}

interface ValueRow extends RowHead {
    readonly kind: "value";
    readonly published: number;
    readonly ours: number;
    readonly tolerance: number;
    readonly near?: number;
}
