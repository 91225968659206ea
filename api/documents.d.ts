// Public types of @joulebook/documents. Written by `npm run api`; a change belongs into CHANGELOG.md.

import type { Problem } from "@joulebook/core";
import type { z } from "zod";

export interface CheckOptions {
    readonly file: string;
    readonly placeOf?: PlaceOf;
}

export type Path = readonly PropertyKey[];

export type PlaceOf = (path: Path) => Place;

export interface ReadOptions {
    readonly file: string;
    readonly what: string;
}

export declare function checkDocument<T>(value: unknown, schema: z.ZodType, { file, placeOf }: CheckOptions): T;

export declare function parseJson(text: string, file: string, what: string): unknown;

export declare function placesIn(text: string): PlaceOf;

export declare function readDocument<T>(text: string, schema: z.ZodType, { file, what }: ReadOptions): T;

// Not exported, but part of the types above:

type Place = Pick<Problem, "line" | "column">;
