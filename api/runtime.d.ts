// Public types of @joulebook/runtime. Written by `npm run api`; a change belongs into CHANGELOG.md.

import type { Bytes, Seconds } from "@joulebook/core";

export interface AppendLog {
    readonly content: LogContent;
    append(record: unknown): void;
    close(): void;
}

export interface AppendLogOptions {
    readonly durable?: boolean;
}

export interface AtomicFile {
    readonly path: string;
    readonly content: FileContent;
}

export interface AtomicWriteOptions {
    readonly root?: string;
    readonly signal?: AbortSignal;
    readonly mode?: number;
}

export interface ByteSource {
    readonly size: number;
    read(offset: number, length: number): Promise<Uint8Array>;
}

export type FileContent = string | Uint8Array | AsyncIterable<string | Uint8Array>;

export interface FileSource extends ByteSource {
    close(): Promise<void>;
}

export interface Lock {
    readonly owner: LockOwner;
    release(): void;
}

export interface LockOptions {
    readonly purpose?: string;
    readonly wait?: Seconds;
    readonly signal?: AbortSignal;
}

export interface LockOwner {
    readonly pid: number;
    readonly host: string;
    readonly processStart?: string;
    readonly since: string;
    readonly purpose: string;
}

export interface LogContent {
    readonly records: readonly unknown[];
    readonly tornBytes: Bytes;
}

export interface MapOptions {
    readonly signal?: AbortSignal;
    readonly onDone?: (done: number, total: number) => void;
}

export interface Progress {
    update(done: number, note?: string): void;
    end(): void;
}

export interface ProgressOptions {
    readonly total?: number;
    readonly stream?: ProgressStream;
    readonly enabled?: boolean;
}

export interface ProgressStream {
    readonly isTTY?: boolean;
    readonly columns?: number;
    write(text: string): unknown;
}

export interface ReadTextOptions {
    readonly maxBytes?: Bytes;
}

export type TaskOutcome<R> = {
    readonly ok: true;
    readonly value: R;
} | {
    readonly ok: false;
    readonly error: Error;
    readonly timedOut: boolean;
};

export interface TextFile {
    readonly path: string;
    readonly text: string;
    readonly size: Bytes;
    readonly hash: string;
}

export interface WorkerPool<T, R> {
    run(task: T, signal?: AbortSignal): Promise<R>;
    map(tasks: readonly T[], options?: MapOptions): Promise<readonly TaskOutcome<R>[]>;
    close(): Promise<void>;
}

export interface WorkerPoolOptions {
    readonly module: string | URL;
    readonly workers?: number;
    readonly timeout?: Seconds;
    readonly maxHeap_MiB?: number;
}

export declare function bufferSource(bytes: Uint8Array): ByteSource;

export declare function contentHash(content: string | Uint8Array): string;

export declare function fileHash(path: string): Promise<string>;

export declare function fileSource(path: string): Promise<FileSource>;

export declare function insideRoot(root: string, path: string): string;

export declare function jsonHash(value: unknown): string;

export declare function lock(path: string, { purpose, wait, signal }?: LockOptions): Promise<Lock>;

export declare function makeFolders(folder: string): readonly string[];

export declare function onInterrupt(cleanup: () => void): () => void;

export declare function openAppendLog(path: string, { durable }?: AppendLogOptions): AppendLog;

export declare function printable(text: string): string;

export declare function progress(label: string, { total, stream, enabled, }?: ProgressOptions): Progress;

export declare function readAppendLog(path: string): LogContent;

export declare function readTextFile(path: string, { maxBytes }?: ReadTextOptions): Promise<TextFile>;

export declare function stableJson(value: unknown): string;

export declare function workerPool<T, R>({ module, workers, timeout, maxHeap_MiB, }: WorkerPoolOptions): Promise<WorkerPool<T, R>>;

export declare function writeFileAtomic(path: string, content: FileContent, options?: AtomicWriteOptions): Promise<string>;

export declare function writeFilesAtomic(files: readonly AtomicFile[], { root, signal, mode }?: AtomicWriteOptions): Promise<readonly string[]>;
