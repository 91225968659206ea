// Public types of @joulebook/notebook. Written by `npm run api`; a change belongs into CHANGELOG.md.

import type { Bytes, Problem, Seconds } from "@joulebook/core";

export type CellOutput = {
    readonly output_type: "stream";
    readonly name: "stdout" | "stderr";
    readonly text: MultilineText;
} | {
    readonly output_type: "display_data";
    readonly data: MimeBundle;
    readonly metadata: Readonly<Record<string, unknown>>;
} | {
    readonly output_type: "execute_result";
    readonly data: MimeBundle;
    readonly metadata: Readonly<Record<string, unknown>>;
    readonly execution_count: number | null;
} | {
    readonly output_type: "error";
    readonly ename: string;
    readonly evalue: string;
    readonly traceback: readonly string[];
};

export interface KernelSpec {
    readonly argv: readonly string[];
    readonly display_name: string;
    readonly language: string;
    readonly metadata: Readonly<Record<string, unknown>>;
}

export type MimeBundle = Readonly<Record<string, unknown>>;

export type MultilineText = string | readonly string[];

export interface NotebookCell {
    readonly cell_type: "code" | "markdown" | "raw";
    readonly id?: string;
    readonly metadata: Readonly<Record<string, unknown>>;
    readonly source: MultilineText;
    readonly outputs?: readonly CellOutput[];
    readonly execution_count?: number | null;
}

export interface NotebookDocument {
    readonly nbformat: number;
    readonly nbformat_minor: number;
    readonly metadata: Readonly<Record<string, unknown>>;
    readonly cells: readonly NotebookCell[];
}

export interface NotebookError {
    readonly cell?: number;
    readonly line?: number;
    readonly source?: string;
    readonly name: string;
    readonly message: string;
}

export interface NotebookPage {
    readonly markdown: string;
    readonly pictures: readonly {
        readonly name: string;
        readonly content: string | Uint8Array;
    }[];
}

export interface NotebookParameter {
    readonly name: string;
    readonly type: "string" | "number" | "boolean";
    readonly default: ParameterValue;
    readonly allowed?: readonly ParameterValue[];
    readonly description?: string;
}

export interface NotebookRun {
    readonly ok: boolean;
    readonly notebook: NotebookDocument;
    readonly error?: NotebookError;
    readonly executed: number;
}

export type ParameterValue = string | number | boolean;

export interface RunOptions {
    readonly file: string;
    readonly timeout?: Seconds;
    readonly maxOutput?: Bytes;
    readonly packages?: Readonly<Record<string, string>>;
    readonly signal?: AbortSignal;
    readonly onCell?: (number: number, count: number) => void;
}

export interface TslabInstallation {
    readonly directory: string;
    readonly version: string;
    readonly require: NodeJS.Require;
}

export declare function cellTags(cell: NotebookCell): readonly string[];

export declare function cellText(source: MultilineText): string;

export declare function findTslab(from?: string): TslabInstallation;

export declare function injectParameters(document: NotebookDocument, values: Readonly<Record<string, ParameterValue>>, file: string): NotebookDocument;

export declare function isPageCurrent(document: NotebookDocument, markdown: string): boolean;

export declare function kernelFolder(prefix?: string): string;

export declare function kernelSpec(command: readonly string[]): KernelSpec;

export declare function notebookErrorText(file: string, error: NotebookError): string;

export declare function notebookFaults(document: NotebookDocument, file: string): readonly Problem[];

export declare function notebookMarkdown(document: NotebookDocument, name: string): NotebookPage;

export declare function notebookParameters(document: NotebookDocument): readonly NotebookParameter[];

export declare function notebookPlace({ cell, line }: Pick<NotebookError, "cell" | "line">): string;

export declare function notebookText(document: NotebookDocument): string;

export declare function parameterText({ name, type, allowed, default: value }: NotebookParameter): string;

export declare function parseNotebook(text: string, file: string): NotebookDocument;

export declare function provideModules(tslab: TslabInstallation, packages: Readonly<Record<string, string>>): void;

export declare function runNotebook(document: NotebookDocument, options: RunOptions): Promise<NotebookRun>;

export declare function startKernel(connectionFile: string, packages: Readonly<Record<string, string>>): void;

export declare function withoutOutputs(document: NotebookDocument): NotebookDocument;
