// Public types of @joulebook/studies. Written by `npm run api`; a change belongs into CHANGELOG.md.

import type { Study } from "@joulebook/core";
import type { ReportDocument, WriteReportOptions, WrittenReport } from "@joulebook/report";

export interface LoadedStudy {
    readonly study: Study<unknown, StudyContext, StudyResult>;
    readonly parameters: readonly StudyParameter[];
}

export interface RenderStudyOptions extends Omit<WriteReportOptions, "name"> {
    readonly name?: string;
}

export interface RenderedStudy extends WrittenReport, StudyResult {
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

export declare function loadStudy(id: string): Promise<LoadedStudy>;

export declare function renderStudy(id: string, parameters: unknown, options: RenderStudyOptions): Promise<RenderedStudy>;

export declare function runStudy(id: string, parameters: unknown, options?: RunStudyOptions): Promise<StudyResult>;

export declare function sourceDate(env: Readonly<Record<string, string | undefined>>): string | undefined;

export declare const studies: readonly StudyEntry[];
